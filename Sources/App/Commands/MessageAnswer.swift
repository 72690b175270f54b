import Formats
import SDMX

extension MessageSummary {
    /// The words that scripts rely on: see `docs`.
    var json: JSON {
        let kinds = artefacts.map { ($0.key.rawValue, JSON.int($0.value)) }
        return [
            "message": .string(message), "format": .string(kind.format.rawValue),
            "version": kind.version.map(JSON.string) ?? .null,
            "datasets": .int(datasets), "series": .int(series), "groups": .int(groups),
            "observations": .int(observations), "numericValues": .int(numericValues),
            "sum": .number(sum), "deletions": .int(deletions), "codes": .int(codes),
            "structures": .object(Dictionary(uniqueKeysWithValues: kinds)),
            "items": .object(
                Dictionary(uniqueKeysWithValues: items.map { ($0.key.rawValue, .int($0.value)) })),
            "flows": .object(flows.mapValues { .array($0.map(JSON.string)) }),
            "metadataSets": .int(metadataSets), "reportedAttributes": .int(reportedAttributes),
            "asked": .object(asked.mapValues(JSON.int)),
            "header": header.json, "footer": .array(footer.map(\.json)),
        ]
    }

    var message: String {
        switch kind.content {
        case .data: "DataMessage"
        case .structure: "StructureMessage"
        case .metadata: "MetadataMessage"
        case .query: "QueryMessage"
        case .error: "ErrorMessage"
        }
    }

    var lines: [String] {
        var lines = ["\(message), \(kind.format.rawValue) \(kind.version ?? "")"]
        switch kind.content {
        case .data:
            lines.append(
                "\(datasets) data sets, \(series) series, \(observations) observations, "
                    + "\(numericValues) numbers, sum \(sum)")
            if deletions > 0 { lines.append("\(deletions) deletions") }
            lines += flows.sorted { $0.key < $1.key }.map {
                "\($0.key): \($0.value.joined(separator: ", "))"
            }
        case .structure:
            lines += artefacts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                "\($0.key.rawValue) \($0.value)" + (items[$0.key].map { ", items \($0)" } ?? "")
            }
        case .metadata:
            lines.append("\(metadataSets) sets, \(reportedAttributes) attributes told")
        case .query: lines += asked.keys.sorted().map { "asks for \($0)" }
        case .error: break
        }
        lines += footer.map { message in
            let words = message.texts.flatMap(\.values).joined(separator: " ")
            return "\(message.severity ?? "message") \(message.code): \(words)"
        }
        return lines
    }
}

extension MessageHeader {
    fileprivate var json: JSON {
        [
            "id": .string(id), "test": .bool(isTest),
            "prepared": prepared.map(JSON.string) ?? .null,
            "sender": sender.map(JSON.string) ?? .null,
            "receivers": .array(receivers.map(JSON.string)),
            "names": .object(names.mapValues(JSON.string)),
        ]
    }
}

extension FooterMessage {
    fileprivate var json: JSON {
        [
            "code": .int(code), "severity": severity.map(JSON.string) ?? .null,
            "texts": .array(texts.map { .object($0.mapValues(JSON.string)) }),
        ]
    }
}
