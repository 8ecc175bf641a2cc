"""The set-up of the development tools, and what the commands of this project share. Standard library only."""
import signal
import sys

# Here, since a module with newer syntax could not even be read. This file is read by any Python from 2.7 on.
if sys.version_info < (3, 10):
    sys.exit("error: python3 is %d.%d: install Python 3.10 or newer" % tuple(sys.version_info)[:2])

# A command that is still reading its modules (`python3 -m`) ends at Ctrl-C without a stack trace; see run_main.
if sys.argv[:1] == ["-m"] and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])  # see local/__main__.py
