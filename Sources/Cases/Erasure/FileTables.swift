import Kernel
import Storage

/// A table with rows of a file, and what becomes of them where the file is erased.
struct FileTable: Sendable {
    enum Fate: Sendable, Equatable {
        case goes
        /// The rows stay as they are; why, as a person at a desk reads it.
        case stays(String)
        /// The rows stay without what names anybody; why, as before.
        case emptied(String)
    }

    let name: String
    /// What stands in it, as a person at a desk reads it.
    let title: String
    let fate: Fate
    /// Whether their number tells of this file alone: that of the others would tell of files, and of readers, whom
    /// whoever reads the page may not know.
    let isCounted: Bool
    /// Which rows are those of a file.
    let rows: @Sendable (CaseID) -> SQL

    init(
        _ name: String, _ title: String, _ fate: Fate = .goes, counted: Bool = true,
        rows: @escaping @Sendable (CaseID) -> SQL = { "kase = \($0)" }
    ) {
        (self.name, self.title, self.fate, self.rows) = (name, title, fate, rows)
        isCounted = counted
    }

    func count(of kase: CaseID, in db: Reader) throws -> Int {
        try db.count("SELECT COUNT(*) FROM \(SQL(stringLiteral: name)) WHERE \(rows(kase))")
    }

    func delete(of kase: CaseID, in db: Writer) throws {
        try db.run("DELETE FROM \(SQL(stringLiteral: name)) WHERE \(rows(kase))")
    }
}

/// Every table that points to a file, whoever is pointed to before whom it points to. A test compares it with the
/// foreign keys of the store: a new table is named here, with its fate, or nothing passes.
let tablesOfFiles: [FileTable] =
    [
        FileTable("member_match", t("Who may be the same person"), counted: false) {
            """
            one IN (\(members(of: $0))) OR other IN (\(members(of: $0)))
                OR merge IN (SELECT id FROM person_merge WHERE \(merged(in: $0)))
            """
        },
        FileTable(
            "person_merge", t("Who was said to be the same person"), counted: false,
            rows: { merged(in: $0) }),
        FileTable("case_number", t("Numbers of documents")),
        FileTable("person_key", t("Numbers and addresses beside people")),
        FileTable("case_mark", t("Addresses, employers and numbers that are compared")),
        FileTable("case_name", t("Words of names that are searched")),
        FileTable("person_tie", t("Who is who to whom"), counted: false),
        FileTable("case_kin", t("Families with several files"), counted: false) {
            "one = \($0) OR other = \($0) OR one_via = \($0) OR other_via = \($0)"
        },
        FileTable("waiting_document", t("Documents that wait to be looked through")),
        FileTable("case_document", t("Documents")),
        FileTable("request_item", t("What was asked for")),
        FileTable("letter_pdf", t("Printed letters")) {
            "letter IN (SELECT id FROM letter WHERE kase = \($0))"
        },
        FileTable("letter", t("Letters")),
        FileTable("certificate", t("Certificates")),
        FileTable("consultation", t("Questions to other bodies")),
        FileTable("case_question", t("Questions of the person")),
        FileTable("paper_not_accepted", t("Papers that were not accepted")),
        FileTable("court_case", t("Cases at courts")),
        FileTable("looked", t("Who looked at the file"), counted: false),
        FileTable("case_take", t("Who has the case")),
        FileTable("case_release", t("Who gave the case back")),
        FileTable("case_clock", t("Dates that ran")),
        FileTable("case_member", t("The people of this file")),
    ] + tablesThatStay

private let tablesThatStay = [
    FileTable("case_language", t("The language that was read"), .stays(forFigures)),
    FileTable("case_trait", t("Group of nationality, and sex"), .stays(forFigures)),
    FileTable("case_together", t("Since when a family is together"), .stays(forFigures)),
    FileTable(
        "case_decider", t("Who decided"),
        .stays(t("The board counts who of the office decided; it names nobody of the file."))),
    FileTable("case_ending", t("How it ended against its person"), .stays(forFigures)),
    FileTable(
        "heard_request", t("That staff wrote the request down"),
        .stays(t("Figures count it; it names nobody of the file."))),
    FileTable(
        "bulk_item", t("What was done with many files together"),
        .stays(t("The report of that run counts it; it names nobody of the file."))),
    FileTable(
        "case_recusal", t("Who of the staff had no part in it"),
        .stays(t("So that no number of a board tells them of the file; it names staff alone.")),
        counted: false),
    FileTable(
        "case_import", t("The number in another system"),
        .emptied(
            t("A keyed hash takes its place, so that the file is not taken over a second time."))),
    FileTable("erased_file", t("That the file was erased"), .stays(forFigures)),
    FileTable(
        "erased_code", t("Codes of papers"),
        .stays(t("Whoever checks a paper learns that its file was erased, and nothing else."))),
]

private let forFigures = t("Figures compare groups by it; nobody can be told from it alone.")

private func merged(in kase: CaseID) -> SQL {
    "one_member IN (\(members(of: kase))) OR other_member IN (\(members(of: kase)))"
}

private func members(of kase: CaseID) -> SQL { "SELECT id FROM case_member WHERE kase = \(kase)" }

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
