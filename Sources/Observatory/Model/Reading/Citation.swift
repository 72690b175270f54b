import Formats
import Kernel

/// How a series is cited: its title, publisher, vintage, licence, address and the day it was read.
struct Citation: Sendable {
    let key: String
    let title: String
    let publisher: String
    let vintage: String
    let licence: String
    /// With the vintage in it: whoever follows it finds the same numbers.
    let address: String
    let read: Day

    /// One entry for BibTeX and its followers.
    var bibTeX: String {
        let fields = [
            ("title", "{\(escaped(title))}"), ("author", "{{\(escaped(publisher))}}"),
            ("note", "{Vintage \(escaped(vintage)); \(escaped(licence))}"),
            ("howpublished", "{\\url{\(address)}}"), ("urldate", "{\(read)}"),
            ("year", "{\(read.year)}"),
        ]
        let name = key.map { $0.isLetter || $0.isNumber ? $0 : "-" }
        let lines = fields.map { "  \($0.0) = \($0.1)" }.joined(separator: ",\n")
        return "@misc{\(String(name)),\n\(lines)\n}\n"
    }

    /// One item of CSL-JSON, which reference managers read.
    var csl: [UInt8] {
        let day = JSON.array([JSON.array([.int(read.year), .int(read.month), .int(read.day)])])
        let item: JSON = [
            "id": .string(key), "type": "dataset", "title": .string(title),
            "author": [["literal": .string(publisher)]], "version": .string(vintage),
            "URL": .string(address), "accessed": ["date-parts": day],
            "note": .string(licence),
        ]
        return Array(JSON.array([item]).canonical.utf8)
    }

    /// What TeX would read as a command stands as a letter.
    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, letter in
            switch letter {
            case "&", "%", "$", "#", "_", "{", "}": result += "\\\(letter)"
            case "\\": result += "\\textbackslash{}"
            case "~": result += "\\textasciitilde{}"
            case "^": result += "\\textasciicircum{}"
            case "\n", "\r": result += " "
            default: result.append(letter)
            }
        }
    }
}
