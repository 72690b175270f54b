import Kernel
import Languages
import Web

extension Course {
    /// `18:30–20:30`.
    func times(_ t: Translator) -> String {
        t.time(minutes.lowerBound) + "\u{2013}" + t.time(minutes.upperBound)
    }

    /// `Monday, Wednesday, 18:30–20:30`.
    func schedule(_ sessions: [Day], _ t: Translator) -> String {
        var seen: Set<Int> = []
        let days = sessions.filter { seen.insert($0.weekday).inserted }
            .sorted { $0.weekday < $1.weekday }.map { t.weekday($0) }
        return t.list(days) + ", " + times(t)
    }

    /// What everybody may know of it.
    func facts(_ sessions: [Day], _ place: String, _ t: Translator) -> [Fact] {
        [
            Fact(t("Level"), "\(level.name)"),
            Fact(t("Who gives it"), "\(providerName)"),
            Fact(t("Where"), "\(venue), \(place)"),
            Fact(t("When"), "\(schedule(sessions, t))"),
            Fact(
                t("From and to"),
                "\(t.date(firstDay)) \u{2013} \(t.date(lastDay)) (\(t.plural("{n} session", "{n} sessions", sessions.count)))"
            ),
        ]
    }
}

extension EnrolmentState {
    func tag(_ t: Translator) -> HTML {
        switch self {
        case .waiting: Web.tag(t("On the waiting list"), .now)
        case .offered: Web.tag(t("A place is offered to you"), .yours)
        case .enrolled: Web.tag(t("You have a place"), .good)
        case .left: Web.tag(t("Given back"))
        case .lapsed: Web.tag(t("The offer has ended"))
        }
    }
}

extension CourseAnswer {
    /// Each line, marked where its source is not confirmed.
    func list(_ t: Translator) -> HTML {
        let found = lines.html { line -> HTML in
            let mark: HTML? = line.isVerified ? nil : " \(unverifiedMark(t))"
            return "<li>\(line.words)\(mark)</li>"
        }
        return "<ul>\(found)</ul>"
    }
}
