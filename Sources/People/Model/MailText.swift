import FoundationEssentials
import Kernel

/// A mail as servers read it (RFC 5322): header, blank line, body; lines end with CRLF.
///
/// Its Message-ID is made from the line of the outbox, so that a second handing-over of the same line shows
/// as the same mail.
struct MailText: Sendable {
    let text: String

    init(_ delivery: Delivery, from sender: String, at now: Moment) {
        let host = sender.split(separator: "@").last.map(String.init) ?? "localhost"
        let body = Data(delivery.text.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        let lines = [
            "From: " + oneLine(sender), "To: " + oneLine(delivery.to),
            "Subject: " + encodedWords(delivery.subject),
            "Date: " + mailDate(now), "Message-ID: <\(delivery.id)@\(oneLine(host))>",
            "Auto-Submitted: auto-generated",
            "Content-Language: " + oneLine(delivery.language), "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
            body, "",
        ]
        text = lines.joined(separator: "\r\n")
    }
}

/// Without line breaks, so that no value adds a header.
private func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 }))
}

/// RFC 2047: words of at most 75 characters, none of which splits a letter.
private func encodedWords(_ text: String) -> String {
    var words: [String] = [""]
    for character in text {
        let last = words[words.count - 1]
        if last.utf8.count + character.utf8.count > encodedBytesMax { words.append("") }
        words[words.count - 1].append(character)
    }
    return words.map { "=?UTF-8?B?" + Data($0.utf8).base64EncodedString() + "?=" }
        .joined(separator: "\r\n ")
}

/// `Wed, 25 Nov 2026 20:11:57 +0000` (RFC 5322, 3.3).
func mailDate(_ moment: Moment) -> String {
    let day = moment.utcDay
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let name = names[day.weekday - 1]
    let time = moment.description.dropFirst(11).prefix(8)
    return "\(name), \(day.day) \(months[day.month - 1]) \(day.year) \(time) +0000"
}

/// 45 bytes are 60 characters of base64, which with `=?UTF-8?B?` and `?=` stay below 75.
private let encodedBytesMax = 45
