"""What `make bench` measures: generated records, and what builds sites of them."""
