import Formats

/// Spoils data: values of another kind, out of all measure, missing, under other names.
struct JSONSpoiler {
    /// Bytes of a document: more than any form sends.
    private static let sizeMax = 2_000_000

    func spoilt(_ json: JSON, _ noise: inout Noise) -> JSON {
        switch json {
        case .object(var members) where !members.isEmpty && !noise.oneIn(9):
            // In an order that is the same in every run.
            let name = noise.pick(members.keys.sorted())
            let value = members[name] ?? .null
            switch noise.below(10) {
            case 0: members[name] = nil
            case 1:
                members[name] = nil
                members[name + noise.pick(["s", " ", "\u{301}", "-", "\u{0}"])] = value
            case 2: members[noise.pick(JSONSpoiler.texts)] = value
            default: members[name] = spoilt(value, &noise)
            }
            return .object(members)
        case .array(var items) where !items.isEmpty && !noise.oneIn(5):
            let place = noise.below(items.count)
            switch noise.below(8) {
            case 0: items.remove(at: place)
            case 1: items += JSONSpoiler.copies(of: items[place], noise.pick([1, 30, 3_000]))
            case 2: items.insert(wild(&noise), at: place)
            default: items[place] = spoilt(items[place], &noise)
            }
            return .array(items)
        default:
            return noise.oneIn(4) ? grown(json, &noise) : wild(&noise)
        }
    }

    /// The value many times, or deep within others.
    private func grown(_ json: JSON, _ noise: inout Noise) -> JSON {
        switch noise.below(3) {
        case 0: return .array(JSONSpoiler.copies(of: json, noise.pick([1, 2, 500, 20_000])))
        case 1:
            let levels = noise.pick([1, 20, 110, 140, 390])
            return (0..<levels).reduce(json) { inner, _ in .array([inner]) }
        default:
            let levels = noise.pick([1, 20, 110, 140])
            return (0..<levels).reduce(json) { inner, _ in .object(["a": inner]) }
        }
    }

    /// As many as wanted, but no more than the document may hold.
    private static func copies(of json: JSON, _ wanted: Int) -> [JSON] {
        Array(repeating: json, count: min(wanted, sizeMax / json.canonical.utf8.count))
    }

    private func wild(_ noise: inout Noise) -> JSON {
        switch noise.below(6) {
        case 0:
            return .int(noise.pick([0, 1, -1, 17, 18, 65, 1 << 53, Int.max, Int.min, 999_999_999]))
        case 1:
            return .number(
                noise.pick([
                    0.1, -0.0, 1e-300, 1e300, 1.5, 99.99, 1e15, .leastNonzeroMagnitude,
                    0.3333333333333,
                ]))
        case 2: return .bool(noise.oneIn(2))
        case 3: return .null
        case 4:
            let text = noise.pick(JSONSpoiler.texts)
            return .string(String(repeating: text, count: noise.pick([1, 1, 1, 2, 10_000])))
        default: return .string(noise.pick(JSONSpoiler.texts))
        }
    }

    private static let texts = [
        "", " ", "minor-child", "spouse", "unknown", "eligible", "true", "null", "0", "-1",
        "1e6144", "2025-10-22", "2025-10-23", "2024-02-29", "2023-02-29", "0000-00-00",
        "999999999-12-31", "-999999999-01-01", "1000000000-01-01", "2026-11-26T10:00:00",
        "2026-11-26T24:00:00Z",
        "2026-03-29T01:30:00@Europe/Lisbon", "2026-11-26T10:00:00@Nowhere/Land", "23:59:60",
        "12:00:00+14:01", "P1D", "-P1Y", "P999999999999Y", "P1Y1D", "PT999999999999999999S", "P",
        "\u{1F600}", "e\u{301}", "\u{0}", "\u{202E}abc", "\u{FEFF}", "\"", "\\", "](", "\n", "ß",
    ]
}
