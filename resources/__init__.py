"""Files the program ships beside its code: icons and recipes of pilot images.

For: being found as `planctongui.resources`, installed or not. Not for: code.
"""
