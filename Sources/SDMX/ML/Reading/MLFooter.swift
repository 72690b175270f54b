import Formats

/// Footers, and messages of errors: a code of the standard and its words.
extension MLMachine {
    mutating func enterFooter(_ element: borrowing XMLStart) -> MLPlace {
        if place == .footer, element.name == names.message {
            return beginMessage(element, severity: nil)
        }
        guard place == .footerMessage, element.name == names.text else { return .ignored }
        beginText(element)
        return .footerText
    }

    mutating func beginMessage(_ element: borrowing XMLStart, severity: String?) -> MLPlace {
        footer.append(
            FooterMessage(
                code: element.text(of: names.code).flatMap { Int($0) } ?? 0,
                severity: element.text(of: names.severity) ?? severity, texts: []))
        return .footerMessage
    }

    /// Texts of different languages are one text; where a language comes again, another one begins.
    mutating func leaveFooterText() {
        let words = collected()
        guard !footer.isEmpty else { return }
        let message = footer.count - 1
        let last = footer[message].texts.count - 1
        if last >= 0, footer[message].texts[last][language] == nil {
            footer[message].texts[last][language] = words
        } else {
            footer[message].texts.append([language: words])
        }
    }
}
