import Formats

/// Checks a data message of any format against the structures at hand.
public enum DataCheck {
    /// What is wrong with the data, and where.
    public static func run(
        _ envelope: Envelope, file: String, _ catalogue: StructureCatalogue,
        progress: (Int) -> Void = { _ in }
    ) throws -> DataReport {
        guard case .data(var reader) = try OpenMessage(envelope, file: file, catalogue: catalogue)
        else { throw FormatError(file: file, message: "this message has no data to check") }
        var validator: DataValidator?
        while let event = try reader.next() {
            if validator == nil { validator = try begin(event, file, catalogue) }
            validator?.line = reader.line
            validator?.take(event)
            if let count = validator?.report.observations, count.isMultiple(of: 10_000) {
                progress(count)
            }
        }
        validator?.finish()
        return validator?.report ?? DataReport()
    }

    private static func begin(
        _ event: DataEvent, _ file: String, _ catalogue: StructureCatalogue
    ) throws -> DataValidator {
        guard case .dataSet(let header) = event else {
            throw FormatError(file: file, message: "the message begins without a data set")
        }
        let name = header.structure.dataflow
        guard let structure = catalogue.structure(for: name) else {
            let known = catalogue.structures.map(\.reference.text).joined(separator: ", ")
            throw FormatError(
                file: file, field: name,
                message: "the structure file does not describe it; it has: \(known)")
        }
        return DataValidator(structure, catalogue)
    }
}
