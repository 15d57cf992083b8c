"""`python -m hdsstack` is `hdsstack`."""

from hdsstack.cli.app import main

if __name__ == "__main__":
    main(prog_name="hdsstack")
