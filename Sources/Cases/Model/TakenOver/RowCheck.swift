import Formats
import Kernel
import LegalTime

/// Reads a row and says what is wrong with it: file, line, field and the way out.
struct RowCheck: Sendable {
    let file: String
    let procedures: [Procedure]
    /// The municipalities that are known here.
    let municipalities: Set<PlaceCode>
    /// The day on which the rows are taken over: nothing in them lies after it.
    let today: Day

    func read(_ row: ForeignRow) throws -> ForeignCase {
        if let fault = row.fault { throw fault }
        let fields = RowFields(file: file, row: row)
        try fields.refuseControls()
        let procedure = try procedure(fields)
        let filed = try fields.day(.filed)
        if filed > today { throw fields.error(.filed, "this day has not come yet; check the year") }
        // Without a period for the decision nobody would ever have to act.
        guard let version = procedure.version(inForceOn: filed), WorkingCalendar.contains(filed),
            procedure.clocks.rule("decision", on: filed) != nil
        else {
            throw fields.error(
                .filed,
                "no law of \(procedure.code) with a period for the decision is stored for this day; it has: \(spans(procedure))"
            )
        }
        return ForeignCase(
            source: try fields.text(.source, charactersMax: 40),
            number: try fields.text(.number, charactersMax: 80), procedure: procedure.code,
            version: version.name, filed: filed, person: try person(fields, filed),
            nationality: try nationality(fields), municipality: try municipality(fields),
            office: try fields.optional(.office, charactersMax: 100),
            decided: try decided(fields, procedure, filed),
            documents: try documents(fields, procedure), mail: try mail(fields),
            phone: try phone(fields), family: try family(fields, procedure, filed),
            keys: try keys(fields))
    }

    private func procedure(_ fields: RowFields) throws -> Procedure {
        let code = try fields.text(.procedure, charactersMax: 80)
        guard let procedure = procedures.first(where: { $0.code == code }) else {
            let known = procedures.map(\.code).joined(separator: ", ")
            throw fields.error(.procedure, "'\(code)' is no procedure here; use one of: \(known)")
        }
        return procedure
    }

    private func spans(_ procedure: Procedure) -> String {
        procedure.versions.map { version in
            let (from, to) = (version.validFrom?.description, version.validTo?.description)
            return "\(version.name) from \(from ?? "the beginning") to \(to ?? "today")"
        }.joined(separator: ", ")
    }

    /// Whoever lives in a municipality of the country is in the country.
    private func person(_ fields: RowFields, _ filed: Day) throws -> PersonOfFile {
        let birth = try fields.day(.birth)
        guard isPlausible(birth, on: filed) else {
            throw fields.error(
                .birth, "nobody of this birth handed in a file on \(filed); check both days")
        }
        return PersonOfFile(
            name: try fields.text(.name, charactersMax: 200), birth: birth, relation: .holder,
            isInPortugal: true)
    }

    private func nationality(_ fields: RowFields) throws -> String? {
        guard let code = try fields.optional(.nationality, charactersMax: 40) else { return nil }
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard (2...3).contains(code.utf8.count), code.utf8.allSatisfy(capitals.contains) else {
            throw fields.error(
                .nationality, "write the two or three capitals of ISO 3166, or leave it empty")
        }
        return code
    }

    private func municipality(_ fields: RowFields) throws -> PlaceCode {
        let text = try fields.text(.municipality, charactersMax: 80)
        guard let code = PlaceCode(text), municipalities.contains(code) else {
            throw fields.error(
                .municipality,
                "'\(text)' is no municipality here; write its four digits, such as 1106 for Lisboa")
        }
        return code
    }

    private func decided(
        _ fields: RowFields, _ procedure: Procedure, _ filed: Day
    ) throws -> ForeignCase.Decided? {
        let state = try fields.text(.state, charactersMax: 20)
        switch state {
        case "pending":
            for column in [ImportColumn.outcome, .decided] where fields.row.values[column] != nil {
                throw fields.error(
                    column, "a pending file has none; leave it empty, or write 'decided' as state")
            }
            return nil
        case "decided":
            let outcome = try fields.text(.outcome, charactersMax: 80)
            guard procedure.outcome(outcome) != nil else {
                let known = procedure.outcomes.map(\.code).joined(separator: ", ")
                throw fields.error(
                    .outcome, "\(procedure.code) has no outcome '\(outcome)'; use one of: \(known)")
            }
            let day = try fields.day(.decided)
            guard day >= filed, day <= today else {
                throw fields.error(
                    .decided, "a decision falls between the filing (\(filed)) and today (\(today))")
            }
            return ForeignCase.Decided(outcome: outcome, day: day)
        default: throw fields.error(.state, "'\(state)' is no state; write pending or decided")
        }
    }

    private func documents(_ fields: RowFields, _ procedure: Procedure) throws -> [String] {
        let text = try fields.optional(.documents, charactersMax: 2_000) ?? ""
        var codes: [String] = []
        for code in text.split(separator: " ").map(String.init) where !codes.contains(code) {
            guard procedure.document(code) != nil else {
                let known = procedure.documents.map(\.code).joined(separator: " ")
                throw fields.error(
                    .documents,
                    "\(procedure.code) has no document '\(code)'; write codes with a space between: \(known)"
                )
            }
            codes.append(code)
        }
        return codes
    }

    /// Whether anybody reads it there is not asked: only that it can be an address.
    private func mail(_ fields: RowFields) throws -> String? {
        guard let text = try fields.optional(.email, charactersMax: 254) else { return nil }
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty }), !text.contains(" ") else {
            throw fields.error(.email, "this is no mail address; correct it or leave it empty")
        }
        return text
    }

    private func phone(_ fields: RowFields) throws -> String? {
        guard let text = try fields.optional(.phone, charactersMax: 30) else { return nil }
        let digits = text.utf8.filter { (48...57).contains($0) }
        let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || " +-()./".utf8.contains($0) }
        guard isPlain, (5...15).contains(digits.count) else {
            throw fields.error(
                .phone, "write 5 to 15 digits, with + and the country first, or leave it empty")
        }
        return text
    }
}
