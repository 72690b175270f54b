"""Rooms depend downwards only; each foreign module has its rooms; folders keep the floor plan."""
import re

from common import Finding, swift

LEVELS = {
    0: "Kernel Formats",
    1: "LegalTime Decisions Statistics SDMX Allocation Languages",
    2: "Storage Web",
    3: "Figures",
    4: "People Cases ServiceNetwork Appointments Plans Observatory Cooperation Reports",
    5: "App",
    6: "Server",
}
LEVEL = {room: level for level, rooms in LEVELS.items() for room in rooms.split()}
ASIDE = {"TestSupport"}

ANYWHERE = set("Swift Foundation FoundationEssentials Synchronization Dispatch Glibc".split())
FOREIGN = {
    "Hummingbird": "Web App",
    "HummingbirdCore": "Web App",
    "HTTPTypes": "Web App",
    "NIOCore": "Web App",
    "NIOPosix": "Web App",
    "Logging": "Web App Server",
    "ServiceLifecycle": "Web App",
    "UnixSignals": "App",
    "ArgumentParser": "Server",
    "GRDB": "Storage",
    "GRDBSQLite": "Storage",
    "CPQ": "Storage",
    "Crypto": "Storage Web People",
    "CryptoExtras": "Storage People",
    "_CryptoExtras": "Storage People",
    "JWTKit": "People",
    "CArgon2": "People",
    "Mustache": "Cases",
    "Yams": "Formats",
    "CXML": "Formats",
    "CZlib": "Formats Web",
    "CSpawn": "Web",
    "CQR": "Web",
    "CCurl": "Web",
}
NOWHERE = {
    "HummingbirdTesting": "it pulls in BoringSSL a second time; drive the router through TestSupport",
    "HummingbirdTLS": "TLS ends at the proxy; see deploy/Caddyfile",
    "HummingbirdHTTP2": "TLS ends at the proxy; see deploy/Caddyfile",
    "NIOSSL": "BoringSSL would be compiled a second time; TLS ends at the proxy",
    "AsyncHTTPClient": "outgoing HTTP goes through libcurl in Web",
}
TESTS_ONLY = set("Testing XCTest TestSupport".split())

IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)\n]*\))?[ \t]+)*"
    r"(?:(?:public|package|internal|fileprivate|private)[ \t]+)?import[ \t]+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)[ \t]+)?(\w+)", re.M)


def check(root):
    for path, file in swift(root, "Sources", "Tests", "bench"):
        parts = path.split("/")
        for match in IMPORT.finditer(file.code):
            module = match.group(1)
            why = forbidden(parts, module)
            if why:
                yield Finding(path, file.line(match.start(1)), f"import of {module}: {why}")


def forbidden(parts, module):
    if module in NOWHERE:
        return NOWHERE[module]
    if parts[0] != "Sources" or parts[1] in ASIDE or parts[1] == "C":
        return None
    room, folder = parts[1], parts[2] if len(parts) > 3 else ""
    if module in TESTS_ONLY:
        return "only tests may; move what is needed into Tests or TestSupport"
    if room not in LEVEL:
        return f"the room {room} has no level; give it one in tools/lint/layers.py and ARCHITECTURE.md"
    if module in LEVEL:
        return of_ours(room, folder, module)
    if module in ANYWHERE:
        return None
    if module not in FOREIGN:
        return "nobody decided on it; write docs/decisions/, then add it to tools/lint/layers.py"
    if room not in FOREIGN[module].split():
        return f"only {FOREIGN[module].replace(' ', ', ')} may; ask that room for what you need"
    if folder == "Model" and LEVEL[room] >= 3 and module != "Crypto":
        return "Model is pure: Kernel, Formats and the engines only; move this to Actions or Pages"
    return None


def of_ours(room, folder, module):
    if LEVEL[module] == LEVEL[room]:
        return (f"{room} and {module} stand side by side (level {LEVEL[room]}); take a closure in the "
                "door's init that App fills in, or read a journal event later")
    if LEVEL[module] > LEVEL[room]:
        return (f"{module} (level {LEVEL[module]}) stands above {room} (level {LEVEL[room]}); "
                "dependencies point down only")
    if LEVEL[room] not in (3, 4) or LEVEL[module] <= 1:
        return None
    if folder == "Model":
        return "Model is pure: Kernel, Formats and the engines only; move this to Queries, Actions or Pages"
    if folder in ("Queries", "Actions", "Schema") and module != "Storage":
        return f"{folder} knows Storage, nothing of {module}; move this to Pages or the door"
    return None


PLANTS = [
    ({"Sources/Plans/Plans.swift": "import Cases\n"}, "side by side"),
    ({"Sources/Kernel/A.swift": "public import Storage\n"}, "stands above Kernel"),
    ({"Sources/Formats/A.swift": "import struct Kernel.Day\n"}, "side by side"),
    ({"Sources/Cases/Pages/A.swift": "import Hummingbird\n"}, "only Web, App may"),
    ({"Sources/Cases/Model/A.swift": "import Storage\n"}, "Model is pure"),
    ({"Sources/Cases/Queries/A.swift": "internal import Web\n"}, "knows Storage"),
    ({"Sources/Web/A.swift": "@preconcurrency import NIOSSL\n"}, "a second time"),
    ({"Tests/WebTests/A.swift": "@testable import HummingbirdTesting\n"}, "a second time"),
    ({"Sources/Web/A.swift": "import RxSwift\n"}, "nobody decided"),
    ({"Sources/Helpers/A.swift": "import Kernel\n"}, "has no level"),
    ({"Sources/Cases/A.swift": "@testable import TestSupport\n"}, "only tests may"),
]
CLEAN = {
    "Sources/Cases/Model/A.swift": "import Kernel\nimport LegalTime\n// import Storage\n",
    "Sources/Cases/Pages/A.swift": "import Storage\npublic import Web\nlet a = \"import Plans\"\n",
}
