import Testing

@testable import Decisions

@Test(arguments: [
    ("0", "0"), ("-0", "0"), ("1.50", "1.5"), ("100", "100"), ("1e3", "1000"),
    ("-1.2E-3", "-0.0012"),
    (".5", "0.5"), ("12345678901234567890123456789012345", "12345678901234567890123456789012340"),
    ("0.1234567890123456789012345678901234567", "0.1234567890123456789012345678901235"),
    ("1.00000000000000000000000000000000050000", "1"),
    ("1.000000000000000000000000000000000500001", "1.000000000000000000000000000000001"),
])
func `a number reads and writes in one form`(_ text: String, _ written: String) throws {
    #expect(try #require(Number(text)).description == written)
}

@Test(arguments: ["", ".", "1.", "1e", "abc", "1 2", "--1", "1e7000", "0x1"])
func `what is no number is refused`(_ text: String) {
    #expect(Number(text) == nil)
}

@Test func `sums products and quotients are exact to 34 digits, half to even`() throws {
    func number(_ text: String) throws -> Number { try #require(Number(text)) }
    #expect(try number("0.1").plus(number("0.2")) == number("0.3"))
    #expect(
        try number("1").divided(by: number("3"))
            == number("0.3333333333333333333333333333333333"))
    #expect(
        try number("2").divided(by: number("3"))
            == number("0.6666666666666666666666666666666667"))
    #expect(
        try number("9999999999999999999999999999999999").plus(1)
            == number("1e34"))
    #expect(
        try number("1e40").minus(number("1")) == number("1e40"))
    #expect(
        try number("1e33").minus(number("0.6")) == number("999999999999999999999999999999999.4"))
    #expect(
        try number("1111111111111111111111111111111111").times(number("11"))
            == number("12222222222222222222222222222222220"))
    #expect(
        try number("1e33").minus(number("0.5500000001"))
            == number("999999999999999999999999999999999.4"))
    #expect(Number.one.divided(by: .zero) == nil)
    #expect(try number("9e6111").times(number("1e40")) == nil)
    #expect(try number("1e-6000").times(number("1e-6000")) == .zero)
}

@Test func `order and equality do not see how a number was written`() throws {
    let texts = ["-1e10", "-2.5", "-2.49", "-0.001", "0", "1e-30", "0.5", "1", "1.0001", "7e20"]
    let numbers = try texts.map { try #require(Number($0)) }
    for (index, left) in numbers.enumerated() {
        for (place, right) in numbers.enumerated() {
            #expect((left < right) == (index < place) && (left == right) == (index == place))
        }
    }
    #expect(Number("1.10") == Number("1.1") && Number("10e-1") == .one)
}

@Test(arguments: [
    ("2", "1.414213562373095048801688724209698"), ("16", "4"), ("0.25", "0.5"),
    ("1e-10", "0.00001"),
])
func `a root is right to 32 digits`(_ text: String, _ root: String) throws {
    let found = try #require(Number(text)?.squareRoot)
    try expectNear(found, root)
}

@Test func `powers exponentials and logarithms are right to 32 digits`() throws {
    func number(_ text: String) throws -> Number { try #require(Number(text)) }
    try expectNear(#require(Number.one.exponential), "2.718281828459045235360287471352662")
    try expectNear(#require(number("2").logarithm), "0.6931471805599453094172321214581766")
    try expectNear(#require(number("-20.5").exponential), "1.250152866386742628937553119231222E-9")
    try expectNear(#require(number("1e100").logarithm), "230.2585092994045684017991454684364")
    try expectNear(
        #require(number("2").power(number("0.5"))), "1.414213562373095048801688724209698")
    #expect(try number("2").power(number("-2")) == number("0.25"))
    #expect(Number.one.logarithm == .zero && Number.zero.logarithm == nil)
    #expect(
        try number("10").power(number("7000")) == nil && number("-8").power(number("0.5")) == nil)
}

private func expectNear(_ found: Number, _ wanted: String) throws {
    let wanted = try #require(Number(wanted))
    let error = try #require(found.minus(wanted)?.divided(by: wanted)?.magnitude)
    #expect(try error < #require(Number("1e-31")), "\(found)")
}

@Test func `modulo has the sign of the divisor`() throws {
    func modulo(_ left: String, _ right: String) throws -> Number? {
        try #require(Number(left)).modulo(try #require(Number(right)))
    }
    #expect(try modulo("-12", "5") == 3 && modulo("12", "-5") == -3)
    #expect(try modulo("10.1", "-4.5") == Number("-3.4") && modulo("1", "0") == nil)
}
