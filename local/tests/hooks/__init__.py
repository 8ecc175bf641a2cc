"""What each hook of MiniStack is for, tested on a running emulator. A test fails when an upgrade breaks its hook. It passes
without the hook once MiniStack does the same: then delete the hook. Hook dashboard_time is tested by test_types.py.
"""
