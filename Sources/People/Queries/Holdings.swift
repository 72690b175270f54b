import Formats
public import Kernel
public import Storage

extension People {
    /// All that this room holds about a person, as one JSON document (UTF-8): for that person and nobody else, which
    /// the caller has asked. Secrets by which somebody signs in are told to be there, never shown.
    public func holdings(of person: PersonID, in db: Reader) throws -> [UInt8] {
        let holdings = Holdings(
            person: person, numbers: try numbers(of: person, in: db), db: db)
        let all = JSON.object([
            "person": try holdings.who(), "accounts": try holdings.accounts(),
            "sessions": try holdings.sessions(), "channels": try holdings.channels(),
            "messages": try holdings.messages(), "attempts": try holdings.attempts(),
            "mandatesGiven": try holdings.mandatesGiven(),
            "mandatesHeld": try holdings.mandatesHeld(),
            "whoLookedAtMessages": try holdings.looks(), "tiedFiles": try holdings.tied(),
            "issuedNumbers": .array(
                try issuedNumbers(of: holdings.numbers, in: db).map(Holdings.issued)),
        ])
        return Array(all.pretty.utf8)
    }
}

/// Asks for each part; times are UTC as ISO 8601 writes them.
private struct Holdings {
    let person: PersonID
    /// All numbers under which files name them.
    let numbers: [PersonID]
    let db: Reader

    func who() throws -> JSON {
        try list("SELECT name, created FROM person WHERE id = \(person)") { row in
            ["name": .string(try row[0]), "since": moment(try row[1])]
        }
    }

    func accounts() throws -> JSON {
        try list(
            """
            SELECT login, name, language, created, CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END,
                CASE WHEN totp_secret IS NULL THEN 0 ELSE 1 END,
                CASE WHEN person = \(person) THEN 0 ELSE 1 END, closed
            FROM account WHERE person = \(person) OR human = \(person) ORDER BY id
            """
        ) { row in
            [
                "login": .string(try row[0]), "name": .string(try row[1]),
                "language": .string(try row[2]), "since": moment(try row[3]),
                "hasPassword": .bool(try row[4]), "hasCodeApp": .bool(try row[5]),
                // One that an administrator said to be theirs, beside the one for their own requests.
                "isForWork": .bool(try row[6]), "closed": moment(try row[7]),
            ]
        }
    }

    func sessions() throws -> JSON {
        try list(
            """
            SELECT device, session.created, last_seen, ended FROM session
            JOIN account ON account.id = session.account
            WHERE account.person = \(person) ORDER BY session.id
            """
        ) { row in
            [
                "device": .string(try row[0]), "begun": moment(try row[1]),
                "lastSeen": moment(try row[2]), "ended": moment(try row[3]),
            ]
        }
    }

    func channels() throws -> JSON {
        .array(
            try Channel.all(of: person, in: db).map { channel -> JSON in
                [
                    "kind": .string(channel.kind.rawValue), "address": .string(channel.address),
                    "language": .string(channel.language), "isVerified": .bool(channel.isVerified),
                    "hasBounced": .bool(channel.hasBounced),
                ]
            })
    }

    func messages() throws -> JSON {
        var (all, page): ([JSON], Int) = ([], 1)
        while true {
            let messages = try Message.page(page, of: numbers, in: db)
            if messages.isEmpty { return .array(all) }
            all += messages.map { message -> JSON in
                [
                    "about": .string(message.subject), "title": .string(message.title),
                    "body": .string(message.body), "written": moment(message.created),
                    "read": moment(message.readAt), "legalEffect": .bool(message.legalEffect),
                ]
            }
            page += 1
        }
    }

    func attempts() throws -> JSON {
        try list(
            """
            SELECT message.subject, contact_channel.kind, contact_attempt.at, result, proof,
                message.id
            FROM contact_attempt JOIN message ON message.id = contact_attempt.message
            JOIN contact_channel ON contact_channel.id = contact_attempt.channel
            WHERE message.person IN \(list: numbers) ORDER BY contact_attempt.id
            """
        ) { row in
            [
                "about": .string(try row[0]), "channel": .string(try row[1]),
                "at": moment(try row[2]), "result": .string(try row[3]),
                "proof": .string(
                    try CarrierWords.opened(try row[4], of: try row[5], db.keys)),
            ]
        }
    }

    func mandatesGiven() throws -> JSON {
        try list(
            """
            SELECT account.name, scope, valid_from, valid_to, revoked FROM mandate
            JOIN account ON account.id = mandate.holder WHERE grantor = \(person) ORDER BY mandate.id
            """, mandate)
    }

    func mandatesHeld() throws -> JSON {
        try list(
            """
            SELECT person.name, scope, valid_from, valid_to, revoked FROM mandate
            JOIN account ON account.id = mandate.holder JOIN person ON person.id = mandate.grantor
            WHERE account.person = \(person) ORDER BY mandate.id
            """, mandate)
    }

    private func mandate(_ row: Row) throws -> JSON {
        [
            "name": .string(try row[0]), "scope": .string(try row[1]), "from": moment(try row[2]),
            "to": moment(try row[3]), "takenBack": moment(try row[4]),
        ]
    }

    func looks() throws -> JSON {
        try list(
            """
            SELECT name, at FROM message_look WHERE person IN \(list: numbers)
            UNION ALL SELECT name, at FROM message_list_look WHERE person IN \(list: numbers)
            ORDER BY at
            """
        ) { row in ["name": .string(try row[0]), "at": moment(try row[1])] }
    }

    /// Which files a code from a desk opened to them, also those that it opens no more.
    func tied() throws -> JSON {
        try list(
            """
            SELECT file, shown, given_name, tied_at, ended_at FROM person_number
            WHERE person = \(person) ORDER BY id
            """
        ) { row in
            [
                "file": .string(try row[0]), "shown": .string(try row[1]),
                "by": .string(try row[2]), "at": moment(try row[3]), "ended": moment(try row[4]),
            ]
        }
    }

    static func issued(_ one: IssuedNumber) -> JSON {
        [
            "kind": .string(one.kind), "number": .string(one.number), "name": .string(one.name),
            "body": .string(one.body), "issued": .string(one.issuedAt.description),
        ]
    }

    private func list(_ sql: SQL, _ read: (Row) throws -> JSON) throws -> JSON {
        .array(try db.all(sql).map(read))
    }

    private func moment(_ moment: Moment?) -> JSON {
        moment.map { JSON.string($0.description) } ?? JSON.null
    }
}
