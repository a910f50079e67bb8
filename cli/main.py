"""x."""
def run() -> None:
    print("hi")
