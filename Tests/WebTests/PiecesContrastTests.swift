import Foundation
import Testing

/// Two tokens that meet, and how far apart WCAG 2.2 wants them for what they do together.
private struct Pair: CustomStringConvertible {
    let front: String
    let ground: String
    let ratioMin: Double

    var description: String { front + " on " + ground }
}

// 1.4.3: words need 4.5 to 1.
private let words = [
    ("ink", ["paper", "raised", "sol-ground"]),
    ("ink-quiet", ["paper", "raised", "sol-ground"]),
    ("atlantic", ["paper", "raised", "sol-ground"]),
    ("telha", ["paper", "raised"]),
    ("mata", ["paper", "raised"]),
    ("sol", ["sol-ground"]),
    ("brasa", ["brasa-ground", "paper", "raised"]),
    ("paper", ["atlantic", "shade-4", "shade-5"]),
    ("ink", ["shade-1", "shade-2", "shade-3"]),
]
// 1.4.11: shapes that carry meaning need 3 to 1. The focus ring has its edge of ink on both sides.
private let shapes =
    [("ink-quiet", ["raised", "paper"]), ("ink", ["focus", "paper"])]
    + (1...6).map { ("chart-\($0)", ["paper", "raised"]) }

private func pairs(_ list: [(String, [String])], _ ratioMin: Double) -> [Pair] {
    list.flatMap { front, grounds in
        grounds.map { Pair(front: front, ground: $0, ratioMin: ratioMin) }
    }
}

@Test(arguments: ["light", "dark"])
func `every pair of tokens can be read in both modes`(mode: String) throws {
    let tokens = try readTokens(dark: mode == "dark")
    for pair in pairs(words, 4.5) + pairs(shapes, 3) where !isRingInDark(pair, mode) {
        let front = try #require(tokens[pair.front], "no token \(pair.front)")
        let ground = try #require(tokens[pair.ground], "no token \(pair.ground)")
        let ratio = try contrast(front, ground)
        #expect(ratio >= pair.ratioMin, "\(mode): \(pair) is \(ratio) to 1")
    }
}

/// On a dark page the ring itself stands out from the page, so its edge need not stand out from it.
private func isRingInDark(_ pair: Pair, _ mode: String) -> Bool {
    mode == "dark" && pair.ground == "focus"
}

@Test func `the focus ring stands out from a dark page by itself`() throws {
    let tokens = try readTokens(dark: true)
    let ring = try #require(tokens["focus"])
    let paper = try #require(tokens["paper"])
    #expect(try contrast(ring, paper) >= 3)
}

@Test func `contrast is what the standard says it is`() throws {
    #expect(try contrast("#000000", "#ffffff") == 21)
    #expect(abs(try contrast("#777777", "#ffffff") - 4.478) < 0.001)
}

@Test func `no colour stands outside the tokens`() throws {
    let sheet = try String(
        contentsOf: packageFolder.appending(path: "web/css/cais.css"), encoding: .utf8)
    // Data images need a colour for their mask; it is never seen.
    let plain = sheet.replacing(/url\("data:[^"]*"\)/, with: "")
    #expect(plain.firstMatch(of: /#[0-9a-fA-F]{3,8}\b(?=[;\s,)])/) == nil)
    #expect(plain.firstMatch(of: /\b(margin|padding|border)-(left|right|top|bottom)\b/) == nil)
}

private let packageFolder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The colours of one mode: the first block, and over it the dark one.
private func readTokens(dark: Bool) throws -> [String: String] {
    let path = packageFolder.appending(path: "web/css/tokens.css")
    let sheet = try String(contentsOf: path, encoding: .utf8)
    let blocks = sheet.components(separatedBy: "@media")
    try #require(blocks.count == 3)
    let light = colours(in: blocks[0])
    return dark ? light.merging(colours(in: blocks[1])) { _, dark in dark } : light
}

private func colours(in block: String) -> [String: String] {
    var found: [String: String] = [:]
    for match in block.matches(of: /--([a-z0-9-]+): (#[0-9a-f]{6});/) {
        found[String(match.1)] = String(match.2)
    }
    return found
}

/// WCAG 2.2, "contrast ratio".
private func contrast(_ left: String, _ right: String) throws -> Double {
    let both = [try luminance(left), try luminance(right)].sorted()
    return (both[1] + 0.05) / (both[0] + 0.05)
}

/// WCAG 2.2, "relative luminance".
private func luminance(_ colour: String) throws -> Double {
    let number = try #require(Int(colour.dropFirst(), radix: 16))
    let parts = [number >> 16, number >> 8, number].map { linear(Double($0 & 255) / 255) }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
}

private func linear(_ part: Double) -> Double {
    part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
}
