import Kernel
import SDMX
import Testing

@Suite struct TimeTests {
    @Test(arguments: [
        ("2019", "2019-01-01", "2019-12-31"), ("2019-02", "2019-02-01", "2019-02-28"),
        ("2019-02-03", "2019-02-03", "2019-02-03"), ("2019Z", "2019-01-01", "2019-12-31"),
        ("2019-02+01:00", "2019-02-01", "2019-02-28"),
        ("2019-02-03T10:00:00.5Z", "2019-02-03", "2019-02-03"),
        ("2010-A1", "2010-01-01", "2010-12-31"), ("2010-S2", "2010-07-01", "2010-12-31"),
        ("2010-T3", "2010-09-01", "2010-12-31"), ("2010-Q4", "2010-10-01", "2010-12-31"),
        ("2010-M02", "2010-02-01", "2010-02-28"), ("2011-W01", "2011-01-03", "2011-01-09"),
        ("2010-D001", "2010-01-01", "2010-01-01"), ("2012-D366", "2012-12-31", "2012-12-31"),
        ("2010-01-01/P1M", "2010-01-01", "2010-01-31"),
        ("2010-01-01/P1D", "2010-01-01", "2010-01-01"),
        ("2010-01-15/P1Y2M3D", "2010-01-15", "2011-03-17"),
        ("2010-01-01T00:00:00/PT36H", "2010-01-01", "2010-01-02"),
        ("2010-01-01/P2W", "2010-01-01", "2010-01-14"),
    ])
    func `every form has its first and last day`(
        _ text: String, _ first: String, _ last: String
    ) throws {
        let time = try #require(SDMXTime(text))
        #expect(time.firstDay.description == first && time.lastDay.description == last)
    }

    // The examples of section 6 of the standard, 4.2.6, and the leap day.
    @Test(arguments: [
        ("2010-Q2", "--07-01", "2010-10-01", "2010-12-31"),
        ("2011-W36", "--07-01", "2012-03-05", "2012-03-11"),
        ("2010-A1", "--04-01", "2010-04-01", "2011-03-31"),
        ("2010-M12", "--04-01", "2011-03-01", "2011-03-31"),
        ("2010-S1", "--10-01", "2010-10-01", "2011-03-31"),
        ("2010-T1", "--04-06", "2010-04-06", "2010-08-05"),
        ("2010-D100", "--04-01", "2010-07-09", "2010-07-09"),
        ("2010", "--04-01", "2010-01-01", "2010-12-31"),
        ("2010-02", "--04-01", "2010-02-01", "2010-02-28"),
    ])
    func `a reporting year begins where it says`(
        _ text: String, _ start: String, _ first: String, _ last: String
    ) throws {
        let begin = try #require(ReportingYearStart(start))
        let time = try #require(SDMXTime(text, reportingYearStart: begin))
        #expect(time.firstDay.description == first && time.lastDay.description == last)
    }

    @Test func `what is no time is not read`() {
        for text in [
            "", "2019-13", "2019-Q5", "2019Q1", "2019-02-30", "2019-02-01T25:00:00", "2019/P1M",
            "2019-01-01/", "2019-01-01/P", "2019-01-01/P1", "2019-01-01/PT", "2019-01-01/P1D1M",
            "2019-01-01T10", "2019-W54", "2019-01-01/P1.5M", "2019+25",
        ] {
            #expect(SDMXTime(text) == nil, "\(text)")
        }
        #expect(ReportingYearStart("--13-01") == nil && ReportingYearStart("07-01") == nil)
    }
}
