import Formats
import Foundation

/// Spoils a document: mostly its texts and attributes, sometimes whole elements, seldom the tags
/// themselves, which the reader of XML refuses before ours begins.
struct XMLSpoiler {
    /// Room for the largest model of the kit, and some more.
    private static let sizeMax = 600_000

    let texts: TextSpoiler

    private static let less = UInt8(ascii: "<")
    private static let greater = UInt8(ascii: ">")
    private static let quote = UInt8(ascii: "\"")
    private static let slash = UInt8(ascii: "/")
    private static let equals = UInt8(ascii: "=")

    func spoilt(_ document: [UInt8], _ other: [UInt8], _ noise: inout Noise) -> [UInt8] {
        var result = document
        for _ in 0...noise.below(3) {
            switch noise.below(20) {
            case 0..<10: changeText(&result, other, &noise)
            case 10..<14: changeAttribute(&result, other, &noise)
            case 14..<19: changeElement(&result, other, &noise)
            case 19 where result.count < TextSpoiler.sizeMax:
                result = texts.spoilt(result, other, &noise)
            default: break
            }
        }
        return result.count > XMLSpoiler.sizeMax ? document : result
    }

    private func changeText(_ document: inout [UInt8], _ other: [UInt8], _ noise: inout Noise) {
        let found = XMLSpoiler.texts(document)
        let others = XMLSpoiler.texts(other)
        guard !found.isEmpty else { return }
        let place = noise.pick(found)
        let beside = others.isEmpty ? [] : XMLSpoiler.plain(other[noise.pick(others)])
        let changed = texts.spoilt(XMLSpoiler.plain(document[place]), beside, &noise)
        let escaped = xmlEscaped(String(decoding: changed, as: UTF8.self))
        document.replaceSubrange(place, with: escaped.utf8)
    }

    /// Names, types and references point elsewhere: at another of the document, at nothing, at themselves.
    private func changeAttribute(
        _ document: inout [UInt8], _ other: [UInt8], _ noise: inout Noise
    ) {
        let found = XMLSpoiler.attributes(document)
        guard !found.isEmpty else { return }
        let place = noise.pick(found)
        switch noise.below(6) {
        case 0:
            let changed = texts.spoilt(XMLSpoiler.plain(document[place]), other, &noise)
            let escaped = xmlEscaped(String(decoding: changed.prefix(2_000), as: UTF8.self))
            document.replaceSubrange(place, with: escaped.utf8)
        case 1: document.removeSubrange(place)
        case 2:
            let word = xmlEscaped(noise.pick(texts.words))
            document.replaceSubrange(place, with: word.utf8)
        default:
            let value = Array(document[noise.pick(found)])
            document.replaceSubrange(place, with: value)
        }
    }

    private func changeElement(
        _ document: inout [UInt8], _ other: [UInt8], _ noise: inout Noise
    ) {
        let size = document.count
        // The root and its like would leave nothing to look at.
        let found = XMLSpoiler.elements(document).filter { $0.count * 2 < size }
        guard !found.isEmpty else { return }
        let place = noise.pick(found)
        switch noise.below(6) {
        case 0: document.removeSubrange(place)
        case 1:
            let room = max(0, XMLSpoiler.sizeMax - size)
            let times = min(noise.pick([1, 2, 20, 300]), room / place.count)
            let copies = Array(repeatElement(document[place], count: times).joined())
            document.insert(contentsOf: copies, at: place.upperBound)
        case 2:
            let element = Array(document[noise.pick(found)])
            document.replaceSubrange(place, with: element)
        case 3: document.replaceSubrange(place, with: XMLSpoiler.nested(&noise).utf8)
        default:
            let others = XMLSpoiler.elements(other)
            guard !others.isEmpty else { return }
            let element = Array(other[noise.pick(others)])
            if noise.oneIn(2) {
                document.replaceSubrange(place, with: element)
            } else {
                document.insert(contentsOf: element, at: place.upperBound)
            }
        }
    }

    /// Boxes within boxes.
    private static func nested(_ noise: inout Noise) -> String {
        let boxes = [
            ("<context><contextEntry>", "</contextEntry></context>"), ("<list>", "</list>"),
            ("<relation><column name='a'/><row>", "</row></relation>"),
            ("<functionDefinition>", "</functionDefinition>"),
            ("<filter><in>", "</in><match><literalExpression/></match></filter>"),
            ("<extensionElements>", "</extensionElements>"),
            ("<itemComponent name='a'>", "</itemComponent>"),
        ]
        let (open, close) = noise.pick(boxes)
        let levels = noise.pick([1, 5, 40, 130, 900])
        return String(repeating: open, count: levels)
            + "<literalExpression><text>1</text></literalExpression>"
            + String(repeating: close, count: levels)
    }

    /// A text as FEEL reads it.
    private static func plain(_ escaped: ArraySlice<UInt8>) -> [UInt8] {
        var text = String(decoding: escaped, as: UTF8.self)
        for (name, sign) in [("lt", "<"), ("gt", ">"), ("quot", "\""), ("amp", "&")] {
            text = text.replacingOccurrences(of: "&\(name);", with: sign)
        }
        return Array(text.utf8)
    }

    /// Where a text that is not only space stands between tags.
    private static func texts(_ document: [UInt8]) -> [Range<Int>] {
        var (found, start): ([Range<Int>], Int?) = ([], nil)
        for (place, byte) in document.enumerated() {
            if byte == greater {
                start = place + 1
            } else if byte == less, let begun = start {
                if document[begun..<place].contains(where: { $0 > 32 }) {
                    found.append(begun..<place)
                }
                start = nil
            }
        }
        return found
    }

    /// Where the values of attributes stand, without their quotes.
    private static func attributes(_ document: [UInt8]) -> [Range<Int>] {
        var (found, place): ([Range<Int>], Int) = ([], 1)
        while place < document.count {
            guard document[place] == quote, document[place - 1] == equals else {
                place += 1
                continue
            }
            let start = place + 1
            guard let end = document[start...].firstIndex(of: quote) else { break }
            found.append(start..<end)
            place = end + 1
        }
        return found
    }

    /// Where elements stand, from tag to tag.
    private static func elements(_ document: [UInt8]) -> [Range<Int>] {
        var (found, open, place): ([Range<Int>], [Int], Int) = ([], [], 0)
        while let start = document[place...].firstIndex(of: less),
            let end = document[start...].firstIndex(of: greater)
        {
            place = end + 1
            let next = document[start + 1]
            if next == slash {
                if let begun = open.popLast() { found.append(begun..<place) }
            } else if next == UInt8(ascii: "?") || next == UInt8(ascii: "!") {
                continue
            } else if document[end - 1] == slash {
                found.append(start..<place)
            } else {
                open.append(start)
            }
        }
        return found
    }
}
