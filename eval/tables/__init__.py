"""Random tables whose cells are known before they are drawn, and the measuring of the reader with them."""
