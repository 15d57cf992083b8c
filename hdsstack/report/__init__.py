"""One renderer per file; each turns a Report into text and writes nothing itself."""
