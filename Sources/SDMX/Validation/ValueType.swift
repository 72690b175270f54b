/// The data types of SDMX (3.0, section 2, 3.6.3.3) and which texts they take.
enum ValueType {
    /// Why the text is none of the type, or nil; a type that is not known takes any.
    static func refusal(_ text: String, _ type: String) -> String? {
        takes(text, type) ?? true ? nil : "'\(text)' is no \(type)"
    }

    private static func takes(_ text: String, _ type: String) -> Bool? {
        switch type {
        case "Alpha": text.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
        case "AlphaNumeric":
            text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
            }
        case "Numeric": !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
        case "BigInteger": isWhole(text)
        case "Integer": Int32(text) != nil
        case "Long": Int64(text) != nil
        case "Short": Int16(text) != nil
        case "Decimal", "Float", "Double", "Count", "Incremental", "InclusiveValueRange",
            "ExclusiveValueRange":
            Double(text) != nil
        case "Boolean": ["true", "false", "1", "0"].contains(text)
        default: takesTime(text, type)
        }
    }

    private static func takesTime(_ text: String, _ type: String) -> Bool? {
        switch type {
        case "ObservationalTimePeriod": isTime(text)
        case "StandardTimePeriod": isTime(text) && !text.contains("/")
        case "BasicTimePeriod": isTime(text) && (isCalendar(text) || text.contains("T"))
        case "GregorianTimePeriod": isCalendar(text)
        case "GregorianYear": isCalendar(text) && frequency(text) == .annual
        case "GregorianYearMonth": isCalendar(text) && frequency(text) == .month
        case "GregorianDay": isCalendar(text) && frequency(text) == .day
        case "ReportingTimePeriod": frequency(text) != nil && !isCalendar(text)
        case "ReportingYear": frequency(text) == .annual && !isCalendar(text)
        case "ReportingSemester": frequency(text) == .halfYear
        case "ReportingTrimester": frequency(text) == .trimester
        case "ReportingQuarter": frequency(text) == .quarter
        case "ReportingMonth": frequency(text) == .month && !isCalendar(text)
        case "ReportingWeek": frequency(text) == .week
        case "ReportingDay": frequency(text) == .day && !isCalendar(text)
        case "DateTime": text.contains("T") && isTime(text)
        case "TimeRange": text.contains("/") && isTime(text)
        default: nil
        }
    }

    static func isTime(_ text: String) -> Bool { SDMXTime(text) != nil }

    private static func frequency(_ text: String) -> TimePeriod.Frequency? {
        TimePeriod(text)?.frequency
    }

    /// Digits and dashes alone: a year, a month, a day of the calendar.
    private static func isCalendar(_ text: String) -> Bool {
        frequency(text) != nil && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 }
    }

    private static func isWhole(_ text: String) -> Bool {
        let digits = text.drop { $0 == "-" || $0 == "+" }
        return !digits.isEmpty && text.count - digits.count <= 1
            && digits.utf8.allSatisfy { (48...57).contains($0) }
    }
}
