"""What the desk says of a ground that it chose: what was found, and what would change it."""

LABELS = ["What was found: {ground}", "What would change it: {ground}"]


def state(bruno, fact, change):
    """Fills the fields that are open: those of the ground that was chosen."""
    for label, words in zip(LABELS, [fact, change]):
        bruno.field(label, ground="").locator("visible=true").first.fill(words)
