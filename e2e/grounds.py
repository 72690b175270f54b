"""What the desk says of a ground that it chose: what was found, and what would change it."""

LABELS = ["What was found: {ground}", "What would change it: {ground}"]


def press(bruno, button, fact, change):
    """Presses a button that asks for both of the ground that was chosen, says them, and presses it again."""
    bruno.press(button)
    for label, words in zip(LABELS, [fact, change]):
        bruno.field(label, ground="").locator("visible=true").first.fill(words)
    bruno.press(button)
