public import Formats

/// What is told about something in words: attributes within attributes.
public struct MetadataAttributeValue: Equatable, Sendable {
    public var id: String
    /// As an observation would hold it: see `AttributeText`.
    public var value: String?
    public var attributes: [MetadataAttributeValue]

    /// How many attributes there are, with those within.
    public var count: Int { attributes.reduce(1) { $0 + $1.count } }
}

/// Reference metadata about artefacts, as one report.
public struct MetadataSet: Equatable, Sendable {
    public var reference: ArtefactReference
    public var name: String?
    public var metadataflow: String
    public var targets: [String]
    public var attributes: [MetadataAttributeValue]

    /// How many attributes there are, with those within.
    public var count: Int { attributes.reduce(0) { $0 + $1.count } }
}

/// Reads an SDMX-JSON metadata message, one set after the other.
public struct JSONMetadataReader {
    public private(set) var header = MessageHeader()
    private var tokens: JSONTokens
    private var isInSets = false

    public init(_ chunks: @escaping ByteChunks, file: String) throws {
        tokens = JSONTokens(chunks, file: file)
        guard try tokens.next() == .beginObject else {
            throw tokens.error("an SDMX-JSON message is an object")
        }
        guard try findSets() else {
            throw FormatError(file: file, message: "this JSON is no SDMX metadata message")
        }
    }

    /// The next set, or nil at the end.
    public mutating func next() throws -> MetadataSet? {
        guard isInSets, try tokens.isMore() else {
            isInSets = false
            return nil
        }
        let json = try tokens.value()
        guard json.objectValue != nil else { throw tokens.error("a metadata set is an object") }
        return MetadataSet(
            reference: ArtefactReference(
                agency: json["agencyID"]?.stringValue ?? "", id: json["id"]?.stringValue ?? "",
                version: json["version"]?.stringValue),
            name: json["name"]?.stringValue,
<<<<<<< HEAD
            metadataflow: json["metadataflow"]?.stringValue ?? json["metadataProvision"]?.stringValue ?? "",
=======
            metadataflow: json["metadataflow"]?.stringValue ?? json["metadataProvision"]?
                .stringValue ?? "",
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
            targets: json["targets"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            attributes: JSONMetadataReader.attributes(json["attributes"]))
    }

    private static func attributes(_ json: JSON?) -> [MetadataAttributeValue] {
        (json?.arrayValue ?? []).map { one in
            MetadataAttributeValue(
                id: one["id"]?.stringValue ?? "",
                value: one["value"].flatMap { AttributeText.value($0)?.stored },
                attributes: attributes(one["attributes"]))
        }
    }

    /// Stands before the first set; the header is before the data in every message.
    private mutating func findSets() throws -> Bool {
        while try tokens.next() == .key {
            switch tokens.text {
            case "meta": readHeader(try tokens.value())
            case "data": if try tokens.next() == .beginObject, try findSets() { return true }
            case "metadataSets":
                isInSets = try tokens.next() == .beginArray
                return isInSets
            default: try tokens.skipValue()
            }
        }
        return false
    }

    private mutating func readHeader(_ json: JSON) {
        header.id = json["id"]?.stringValue ?? ""
        header.isTest = json["test"]?.boolValue ?? false
        header.prepared = json["prepared"]?.stringValue
        header.sender = json["sender"]?["id"]?.stringValue
    }
}
