public import Kernel

/// A day of the house and a date of FEEL; nil where the other has no such year.
extension CivilDate {
    public init?(_ day: Day) {
        let (year, month, number) = day.civil
        self.init(year: year, month: month, day: number)
    }
}

extension Day {
    public init?(_ date: CivilDate) {
        self.init(year: Int(date.year), month: Int(date.month), day: Int(date.day))
    }
}
