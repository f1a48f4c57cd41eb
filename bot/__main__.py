"""`python -m bot` is `phaen`."""

from bot.cli import main

if __name__ == "__main__":
    main()
