import Figures
import Kernel
import Languages
import Storage

/// Of each municipality with a course: who has a place, who waits, how many certificates. Each number passes the guard; there
/// is no sum beside them from which a hidden one could be told.
enum CourseFigures {
    static func of(_ place: PlaceCode, _ name: String) -> [Figure] {
        [enrolled(place, name), waiting(place, name), certified(place, name)]
    }

    private static func enrolled(_ place: PlaceCode, _ name: String) -> Figure {
        figure(
            "courses.enrolled.\(place)", .up,
            title: { t in
                t("People in courses of Portuguese: {place}", ["place": name])
            },
            definition: { t in
                t("People who have a place in a course in this municipality that is not over.")
            },
            unit: { t in t("people") },
            query:
                "SELECT COUNT(DISTINCT person) FROM enrolment JOIN course ON course.id = enrolment.course WHERE municipality = '\(place)' AND state = 'enrolled' AND last_day >= today",
            rows: { today in
                "FROM enrolment JOIN course ON course.id = enrolment.course WHERE municipality = \(place) AND state = 'enrolled' AND last_day >= \(today)"
            })
    }

    private static func waiting(_ place: PlaceCode, _ name: String) -> Figure {
        figure(
            "courses.waiting.\(place)", .down,
            title: { t in
                t("People who wait for a course of Portuguese: {place}", ["place": name])
            },
            definition: { t in
                t(
                    "People on the waiting list of a course in this municipality, or to whom a place is offered."
                )
            },
            unit: { t in t("people") },
            query:
                "SELECT COUNT(DISTINCT person) FROM enrolment JOIN course ON course.id = enrolment.course WHERE municipality = '\(place)' AND state IN ('waiting', 'offered') AND last_day >= today",
            rows: { today in
                "FROM enrolment JOIN course ON course.id = enrolment.course WHERE municipality = \(place) AND state IN ('waiting', 'offered') AND last_day >= \(today)"
            })
    }

    private static func certified(_ place: PlaceCode, _ name: String) -> Figure {
        figure(
            "courses.certified.\(place)", .up,
            title: { t in
                t("People with a certificate of a course of Portuguese: {place}", ["place": name])
            },
            definition: { t in
                t("People to whom a certificate of a course in this municipality was given.")
            },
            unit: { t in t("people") },
            query:
                "SELECT COUNT(DISTINCT person) FROM course_certificate JOIN enrolment ON enrolment.id = enrolment JOIN course ON course.id = course WHERE municipality = '\(place)'",
            rows: { _ in
                "FROM course_certificate JOIN enrolment ON enrolment.id = course_certificate.enrolment JOIN course ON course.id = enrolment.course WHERE municipality = \(place)"
            })
    }

    /// People, each once.
    private static func figure(
        _ key: String, _ direction: Figure.Direction, title: @escaping Figure.Words,
        definition: @escaping Figure.Words, unit: @escaping Figure.Words, query: String,
        rows: @escaping @Sendable (Day) -> SQL
    ) -> Figure {
        Figure(
            FigureKey(key), title: title, definition: definition, unit: unit,
            source: { t in t("The courses of this installation") }, direction: direction,
            query: query,
            measure: { db, now in
                let part = rows(now.utcDay)
                return .count(
                    try db.count("SELECT COUNT(DISTINCT enrolment.person) \(part)"),
                    isDemo: try db.count("SELECT COUNT(*) \(part) AND enrolment.demo = 1") > 0)
            })
    }
}
