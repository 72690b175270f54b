public import Kernel
import Languages
public import Storage

extension Cases {
    /// Tells the person of a case that a time for a visit is held for them until a moment, or, without one, that it is held
    /// no longer; the notice leads to where it is answered. Two with one key are one.
    public func tellOfOffer(
        in kase: CaseID, at start: Moment, until: Moment?, _ zone: Zone, link: String, key: String,
        now: Moment, in db: Writer
    ) throws {
        let kase = try Case.stored(kase, in: db)
        try house.tell(kase, key: key, link: link, at: now, in: db) { t in
            var values = [
                "reference": kase.reference.text, "date": t.date(zone.day(of: start)),
                "time": t.time(zone.minuteOfDay(of: start)),
            ]
            guard let until else {
                return .init(
                    title: t("A time for your visit is held no longer"),
                    body: t(
                        "The time {date}, {time} in your case {reference} is held for you no longer. If you wait on the list, you keep your place.",
                        values))
            }
            values["last"] = t.date(zone.day(of: until))
            values["hour"] = t.time(zone.minuteOfDay(of: until))
            return .init(
                title: t("A time for your visit is held for you"),
                body: t(
                    "{date}, {time} is held for all of you in your case {reference}. Answer by {last}, {hour}; after that it goes to the next household.",
                    values))
        }
    }
}
