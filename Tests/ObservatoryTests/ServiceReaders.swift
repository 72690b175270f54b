import SDMX

@testable import Observatory

/// Our own readers of what the services write.
func makeReader(_ bytes: [UInt8], _ format: DataFormat) throws -> any DataMessageReader {
    switch format.syntax {
    case .xml: try SDMXMLReader(bytes: bytes, file: "answer")
    case .json: try JSONDataReader(bytes: bytes, file: "answer")
    case .csv: try CSVDataReader(bytes: bytes, file: "answer")
    }
}

func structures(_ bytes: [UInt8], _ format: StructureFormat) throws -> [StructureArtefact] {
    var reader: any StructureMessageReader =
        format.syntax == .xml
        ? try StructureMLReader(bytes: bytes, file: "answer")
        : StructureJSONReader(bytes: bytes, file: "answer")
    return try reader.artefacts()
}
