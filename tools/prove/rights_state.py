"""What runs of mutate_rights.py found, kept between them."""
import hashlib
import json
import subprocess
import threading

from rights_mutations import PROJECT

STATE = PROJECT / "out/prove/rights-state.json"
# What a result hangs on.
SOURCE = ("Sources", "Tests", "policy", "languages", "Package.swift", "tools/prove/rights_lab", "tools/prove/*rights*")


class State:
    """What earlier runs found: of this very source it holds, of another it says which test to ask first."""

    def __init__(self, mutations, is_fresh):
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *SOURCE]
        told = subprocess.run(command, cwd=PROJECT, text=True, capture_output=True, check=True).stdout
        names = sorted(name for name in told.split("\0") if (PROJECT / name).is_file())
        digest = hashlib.sha256()
        for name in names:
            digest.update(name.encode() + b"\0" + (PROJECT / name).read_bytes())
        self.source, self.lock, seen = digest.hexdigest(), threading.Lock(), {}
        self.keys = {}
        for one in mutations:
            key = f"{one.file}:{one.function}:{one.kind}:{one.old}"
            seen[key] = seen.get(key, 0) + 1
            self.keys[one.number] = f"{key}:{seen[key]}"
        try:
            self.found = json.loads(STATE.read_text())
        except (OSError, ValueError):
            self.found = {}
        if is_fresh:
            self.found = {key: dict(one, source="") for key, one in self.found.items()}

    def known(self, one):
        """(whether it holds, the red test) of an earlier run."""
        found = self.found.get(self.keys[one.number], {})
        return bool(found.get("red")) and found.get("source") == self.source, found.get("red")

    def note(self, one, red):
        with self.lock:
            self.found[self.keys[one.number]] = {"red": red, "source": self.source}
            STATE.parent.mkdir(parents=True, exist_ok=True)
            fresh = STATE.with_suffix(".new")
            fresh.write_text(json.dumps(self.found, indent=1, ensure_ascii=False))
            fresh.replace(STATE)
