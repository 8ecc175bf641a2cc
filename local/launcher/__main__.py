"""Runs a command of `python3 -m local`, in the emulator's virtual environment."""
from local.launcher import cli, commands
from tools.progress import run_main

if __name__ == "__main__":
    run_main(lambda arguments: commands.start(cli.parse(arguments)))
