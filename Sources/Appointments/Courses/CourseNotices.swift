import Kernel
import Languages

extension CourseNews {
    static func asked(
        _ id: EnrolmentID, _ person: PersonID, _ course: Course, _ state: EnrolmentState
    ) -> CourseNews {
        CourseNews(
            person: person, subject: Enrolment.subject(id), key: "enrolment/\(id)/asked"
        ) { t in
            state == .enrolled
                ? (t("You have a place in a course"), said(.enrolled, course, t))
                : (
                    t("You are on the waiting list of a course"),
                    t(
                        "All places of {course} are taken. When one is free it is offered to whoever waits longest; you get a message.",
                        ["course": course.title(t)])
                )
        }
    }

    static func offered(_ one: Enrolment, _ course: Course, until last: Day) -> CourseNews {
        CourseNews(
            person: one.person, subject: Enrolment.subject(one.id),
            key: "enrolment/\(one.id)/offered"
        ) { t in
            (
                t("A place in a course is free for you"),
                t(
                    "{course}: accept the place by {date}. After that day it goes to the next person.",
                    ["course": course.title(t), "date": t.date(last)])
            )
        }
    }

    static func moved(_ one: Enrolment, _ course: Course, _ state: EnrolmentState) -> CourseNews {
        CourseNews(
            person: one.person, subject: Enrolment.subject(one.id),
            key: "enrolment/\(one.id)/\(state.rawValue)"
        ) { t in
            let title =
                switch state {
                case .enrolled: t("You have a place in a course")
                case .lapsed: t("The offer of a place has ended")
                default: t("You gave your place back")
                }
            return (title, said(state, course, t))
        }
    }

    static func certified(_ one: Enrolment, _ course: Course) -> CourseNews {
        CourseNews(
            person: one.person, subject: Enrolment.subject(one.id),
            key: "enrolment/\(one.id)/certified"
        ) { t in
            (
                t("Your course certificate is ready"),
                t(
                    "The certificate of {course} is ready. You can print it, and anybody can check its code.",
                    ["course": course.title(t)])
            )
        }
    }

    static func changed(_ one: Enrolment, _ course: Course) -> CourseNews {
        CourseNews(
            person: one.person, subject: Enrolment.subject(one.id),
            key: "enrolment/\(one.id)/changed/\(course.changeKey)"
        ) { t in
            (
                t("Your course has changed"),
                t(
                    "The place or the times of {course} have changed. Look at the page of the course.",
                    ["course": course.title(t)])
            )
        }
    }

    private static func said(_ state: EnrolmentState, _ course: Course, _ t: Translator) -> String {
        let values = ["course": course.title(t), "date": t.date(course.firstDay)]
        return switch state {
        case .enrolled: t("{course}: it begins on {date}. Bring the paper that you named.", values)
        case .lapsed:
            t("{course}: the last day to accept has passed. You can ask for a place again.", values)
        default: t("{course}: your place is free for somebody else now.", values)
        }
    }
}

extension Course {
    func title(_ t: Translator) -> String {
        t(
            "Portuguese {level}, {provider}",
            ["level": level.name, "provider": providerName])
    }

    /// What people have to know of a change: the same again is the same message.
    var changeKey: String {
        "\(venue)/\(firstDay)/\(lastDay)/\(minutes.lowerBound)/\(minutes.upperBound)"
    }
}
