import Kernel
import Storage

extension Principal {
    /// The files that somebody may read as staff, as `Case.access(of:in:)` tells it of one: the one condition on rights of
    /// every list of the desk. Those of their offices, but none of their own or their family's, and none in which they
    /// have no part.
    ///
    /// `file` is what the query calls the case; `office` another column that holds its office, where an index wants that
    /// one; `scope` the offices that are asked for, where they are not all of theirs.
    func mayRead(
        _ file: String = "kase", office: SQL? = nil, within scope: WorkOffices? = nil
    ) -> SQL {
        let (own, id) = (SQL(stringLiteral: "\(file).office"), SQL(stringLiteral: "\(file).id"))
        let offices = scope ?? WorkOffices(self)
        return "\(offices.holds(office ?? own)) AND \(mayWork(on: id))"
    }

    /// The same where the offices are asked beside it, or where no office gives the right; `id` is the column of the
    /// case's identifier.
    func mayWork(on id: SQL) -> SQL { "\(id) NOT IN (\(closedFiles))" }

    /// The same for the subject of a journal, such as that of a notice.
    func mayHear(of subject: SQL) -> SQL {
        "\(subject) NOT IN (SELECT 'case/' || kase FROM (\(closedFiles)) AS closed)"
    }

    /// Which files somebody has a part in as staff, their own not asked: all but those that a recusal closes to them.
    func takesPart(in id: SQL = "id") -> SQL { "\(id) NOT IN (\(recusedFiles))" }

    /// Whether a complaint does not name somebody, whoever they are to it.
    func isNotNamed(in id: SQL) -> SQL {
        "\(id) NOT IN (SELECT kase FROM case_recusal WHERE \(isNamed()))"
    }

    /// Those that are closed to them whatever their duties are; each part is the front of an index.
    private var closedFiles: SQL {
        if selves.isEmpty { return recusedFiles }
        return """
            \(recusedFiles) UNION ALL SELECT id FROM kase WHERE \(isTheirs())
                UNION ALL SELECT kase FROM case_member WHERE \(isOfTheirFamily())
            """
    }

    /// Those that a recusal closes to them.
    var recusedFiles: SQL {
        let named: SQL = "SELECT kase FROM case_recusal WHERE \(isNamed())"
        guard let others = isForOtherSupervisors else { return named }
        return "\(named) UNION ALL SELECT kase FROM case_recusal WHERE \(others)"
    }

    private func isNamed() -> SQL {
        let words = Recusal.words(of: name)
        return words.isEmpty ? "1 = 0" : "word IN \(list: words)"
    }

    /// What the office that is complained of handles itself is for its supervisors alone, and so is what few need to know
    /// of, but for those whom they let in.
    private var isForOtherSupervisors: SQL? {
        let mark: SQL = """
            word = \(Recusal.supervisorsMark)
                AND kase NOT IN (SELECT kase FROM case_recusal WHERE word = \(Recusal.reader(account)))
            """
        guard case .offices(let offices) = WorkOffices(asSupervisor) else { return nil }
        return offices.isEmpty ? mark : "\(mark) AND at_office NOT IN \(list: offices)"
    }

    private func isTheirs() -> SQL { "applicant IN \(list: selves)" }

    private func isOfTheirFamily() -> SQL { "person IN \(list: selves)" }
}

extension WorkOffices {
    /// Whether a column names one of them.
    func holds(_ column: SQL) -> SQL {
        guard case .offices(let offices) = self else { return "1 = 1" }
        // One office is asked for as one, so that an index keeps its order.
        return offices.count == 1
            ? "\(column) = \(offices[0])" : "\(column) IN \(list: offices)"
    }
}
