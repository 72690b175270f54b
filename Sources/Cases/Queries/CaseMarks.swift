import Kernel
public import Storage

extension Case {
    /// Keeps the marks of its answers in the place of those that it had.
    func keepMarks(_ answers: [String: String], replacing: Bool = false, in db: Writer) throws {
        if replacing { try db.run("DELETE FROM case_mark WHERE kase = \(id)") }
        for mark in CaseMark.all(in: answers) {
            let sealed = try db.keys.seal(
                Array(mark.shown.utf8), use: "case-mark", context: Case.subject(id))
            try db.run(
                """
                INSERT INTO case_mark (kase, kind, value_hash, sealed)
                VALUES (\(id), \(mark.kind.rawValue), \(mark.hash(db.keys)), \(sealed))
                """)
        }
    }
}

extension CaseMark {
    /// By which equal ones are found and nobody reads them.
    func hash(_ keys: Keys) -> [UInt8] { CaseMark.hash(kind, plain, keys) }

    static func hash(_ kind: Kind, _ plain: String, _ keys: Keys) -> [UInt8] {
        keys.lookup("\(kind.rawValue) \(plain)", use: "case-mark")
    }
}

extension QueueSearch {
    /// What was typed, with the hashes by which a number is found wherever it is kept: beside a person, or in answers.
    init?(_ typed: String, keys: Keys) {
        self.init(typed) { number in
            let beside = PersonKeyKind.allCases.filter(\.isPersonal).map {
                PersonKey.hash($0, number, keys)
            }
            return beside + [CaseMark.hash(.number, number, keys)]
        }
    }
}

extension Cases {
    /// Moves the numbers of documents that stood in clear into the store of sealed ones, a batch at a time; returns how
    /// many it took.
    public func sealNumbers(in db: Writer) throws -> Int {
        let rows = try db.all(
            """
            SELECT number, kase, member, shown, noted_at FROM case_number
            ORDER BY kase, number LIMIT \(sealBatch)
            """)
        for row in rows {
            let (number, kase): (String, CaseID) = (try row[0], try row[1])
            let (member, at): (CaseMemberID, Moment) = (try row[2], try row[4])
            if let mention = try Mention.find(member, in: db) {
                let person = try mention.numbered(at: at, in: db)
                let key = try PersonKey.insertion(
                    .passport, try row[3], of: person, statedIn: kase, .desk,
                    by: Principal.house.account, at: at, db.keys)
                if let key { try db.run(key) }
            }
            try db.run(
                """
                DELETE FROM case_number
                WHERE number = \(number) AND kase = \(kase) AND member = \(member)
                """)
        }
        return rows.count
    }
}

/// Short enough that nobody who files waits for it.
private let sealBatch = 200
