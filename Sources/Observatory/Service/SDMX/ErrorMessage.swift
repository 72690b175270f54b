import Formats
import Kernel
import Web

extension ServiceError {
    /// The error as a message of SDMX, in the syntax that was asked for.
    func reply(_ syntax: Syntax, _ generation: ServiceGeneration, at now: Moment) -> Reply {
        let (text, type) =
            switch syntax {
            case .xml: (xml(generation), "application/xml;charset=utf-8")
            case .json: (json(at: now), "application/json;charset=utf-8")
            // SDMX-CSV knows no errors: the words alone.
            case .csv: ("\(code): \(text)\n", "text/plain;charset=utf-8")
            }
        return Reply(
            status: status, content: .bytes(Array(text.utf8), type: type),
            headers: [("vary", "accept")])
    }

    private func xml(_ generation: ServiceGeneration) -> String {
        let schemas = "http://www.sdmx.org/resources/sdmxml/schemas/"
        let version = generation == .older ? "v2_1" : "v3_0"
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <mes:Error xmlns:mes="\(schemas)\(version)/message" xmlns:com="\(schemas)\(version)/common">\
            <mes:ErrorMessage code="\(code)"><com:Text xml:lang="en">\(escaped(text))</com:Text></mes:ErrorMessage>\
            </mes:Error>

            """
    }

    private func json(at now: Moment) -> String {
        let message: JSON = [
            "meta": [
                "id": "error", "prepared": .string(now.description),
                "sender": ["id": .string(ourAgency)],
            ],
            "errors": [
                ["code": .int(code), "title": .string(text), "titles": ["en": .string(text)]]
            ],
        ]
        return message.canonical
    }
}

/// Text between tags, without what XML cannot hold.
func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "&": result += "&amp;"
        case "\"": result += "&quot;"
        case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
        default: if scalar.value >= 32 { result.unicodeScalars.append(scalar) }
        }
    }
    return result
}
