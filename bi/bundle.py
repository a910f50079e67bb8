"""tmp"""
def make_bundle(settings):
    return b""
