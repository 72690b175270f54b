import Kernel
import Languages
import Web

extension CaseParts {
    /// Where a file came from that another system kept before, in a line.
    func origin(_ imported: CaseEvent.Imported) -> String {
        t(
            "Handed in on {date}; number {number} of {source}",
            [
                "date": t.date(house.zone.day(of: imported.filedAt)), "number": imported.number,
                "source": imported.source,
            ])
    }

    /// What the other system knew, for those who work on the file; nothing for a file that began here.
    var takenOver: HTML {
        guard let imported = view.history.imported else { return HTML() }
        let papers = imported.documents.map { view.title(of: $0)?(t) ?? $0 }
        let known: [(String, String?)] = [
            (t("Nationality"), imported.nationality), (t("E-mail"), imported.mail),
            (t("Telephone"), imported.phone),
            (t("Papers it says it holds"), papers.isEmpty ? nil : papers.joined(separator: ", ")),
        ]
        let facts = known.compactMap { name, value in value.map { Fact(name, "\($0)") } }
        let decided: HTML? =
            imported.decided == nil
            ? nil
            : "<p>\(t("It was decided there. The grounds and the reasons are not known here."))</p>"
        return """
            <h2>\(t("Taken over from another system"))</h2><p>\(origin(imported))</p>
            \(definitionList(t, facts))\(decided)
            <p>\(t("Nothing of this was proved here: no paper came with it, and the addresses are not confirmed."))</p>
            """
    }
}

extension CaseView {
    /// What may be asked for: what the table says, or, where no table is known, any paper that the first person may have.
    var askable: [DocumentNeed] {
        guard procedure.documentsDecision == nil, let first = members.first else { return needs }
        return procedure.documents.filter {
            $0.who == .holder && procedure.isPart($0.versions, of: history.version)
        }.map { kind in
            DocumentNeed(
                member: first, document: kind,
                isIn: documents.contains { $0.code == kind.code })
        }
    }
}
