import Testing

@testable import Statistics

/// scipy 1.17.1; tools/prove/causes_oracles.py prints them.
@Test func `quantiles and tails of the laws equal scipy`() throws {
    let student = [(0.975, 1), (0.975, 3.7), (0.995, 12), (0.9, 250), (0.05, 5)]
        .compactMap { StudentLaw.quantile($0.0, freedom: $0.1) }
    #expect(
        agree(
            student,
            [
                12.706_204_736_174_694, 2.867_520_707_191_189_5, 3.054_539_589_392_901_3,
                1.284_947_055_422_256_4, -2.015_048_373_333_024,
            ], digits: 11))
    let tails = [(2.5, 4.2), (12, 30), (0.3, 9)].map { StudentLaw.twoSided($0.0, freedom: $0.1) }
    #expect(
        agree(
            tails, [0.063_815_413_466_537_7, 5.580_185_415_199_261e-13, 0.770_990_703_741_523_8],
            digits: 10))
    let normal = [0.975, 1e-9, 0.6].compactMap(NormalLaw.quantile)
    #expect(
        agree(normal, [1.959_963_984_540_054, -5.997_807_015_007_686_5, 0.253_347_103_135_799_7]))
    let fisher = [(3.1, 2, 40), (0.4, 5, 7.5), (25, 3, 12)].map {
        FisherLaw.above($0.0, $0.1, $0.2)
    }
    #expect(
        agree(
            fisher,
            [0.056_022_220_098_386_165, 0.835_517_148_633_262_7, 1.896_206_987_091_066_5e-5]))
    let squares = [(11.07, 5), (0.5, 3), (80, 20), (1, 1)]
        .map { ChiSquareLaw.above($0.0, freedom: $0.1) }
    #expect(
        agree(
            squares,
            [
                0.050_009_618_622_405_425, 0.918_891_411_654_675_8, 3.925_932_226_286_184e-9,
                0.317_310_507_862_911_15,
            ]))
}

@Test func `laws say nothing outside their range`() {
    #expect(
        StudentLaw.quantile(0, freedom: 3) == nil && StudentLaw.quantile(0.9, freedom: 0) == nil)
    #expect(NormalLaw.quantile(1) == nil && StudentLaw.quantile(0.5, freedom: 2) == 0)
    #expect(FisherLaw.above(-1, 2, 3) == 1 && ChiSquareLaw.above(0, freedom: 3) == 1)
    #expect(StudentLaw.twoSided(.nan, freedom: 3).isNaN)
    #expect(abs(StudentLaw.below(1.5, freedom: 7) + StudentLaw.below(-1.5, freedom: 7) - 1) < 1e-15)
}

/// NIST Statistical Reference Datasets, Longley: certified values of a design that loses many digits.
@Test func `least squares equal the certified values of Longley`() throws {
    let fit = try #require(LeastSquares(longley.map { $0[0] }, on: longleyColumns))
    #expect(
        agree(
            fit.coefficients,
            [
                -3_482_258.634_595_82, 15.061_872_271_373_3, -0.035_819_179_292_591_0,
                -2.020_229_803_816_83, -1.033_226_867_173_59, -0.051_104_105_653_580_7,
                1829.151_464_613_55,
            ], digits: 9))
    #expect(agree(fit.variance.squareRoot(), 304.854_073_561_965, digits: 11))
    let errors = fit.covariance.indices.map { fit.covariance[$0][$0].squareRoot() }
    #expect(
        agree(
            errors,
            [
                890_420.383_607_373, 84.914_925_774_766_9, 0.033_491_007_772_243_2,
                0.488_399_681_651_699, 0.214_274_163_161_675, 0.226_073_200_069_370,
                455.478_499_142_212,
            ], digits: 9))
}

@Test func `a column that follows from others or too few points give no fit`() {
    let time = (0..<6).map(Double.init)
    #expect(LeastSquares(time, on: [time.map { _ in 1 }, time, time.map { 2 * $0 + 3 }]) == nil)
    #expect(LeastSquares([1, 2], on: [[1, 1], [0, 1]]) == nil)
    #expect(
        LeastSquares([1, .nan, 2], on: [[1, 1, 1]]) == nil && LeastSquares([1, 2], on: []) == nil)
}

@Test func `Newey and West's errors equal statsmodels, with its correction and without`() throws {
    let fit = try #require(LeastSquares(segmented.values, on: segmented.columns))
    func errors(_ lags: Int, _ corrected: Bool) -> [Double] {
        let matrix = fit.neweyWest(lags: lags, corrected: corrected)
        return matrix.indices.map { matrix[$0][$0].squareRoot() }
    }
    #expect(
        agree(
            fit.coefficients,
            [
                61.198_090_487_091_79, 0.394_924_094_802_206_3, 6.449_308_519_798_63,
                -0.047_179_365_188_641_19,
            ]))
    #expect(
        agree(
            errors(3, true),
            [
                0.455_264_026_467_614_5, 0.024_201_005_732_042_178, 0.486_407_946_397_913_8,
                0.033_029_672_523_022_836,
            ]))
    #expect(
        agree(
            errors(3, false),
            [
                0.435_882_120_126_393_16, 0.023_170_698_922_823_703, 0.465_700_153_309_454_6,
                0.031_623_503_833_856_745,
            ]))
    #expect(
        agree(
            errors(0, false),
            [
                0.443_254_392_136_114_67, 0.026_513_921_482_011_184, 0.583_759_711_770_984_7,
                0.042_334_164_937_747_66,
            ]))
    #expect(
        LeastSquares.lags(for: 48) == 3 && LeastSquares.lags(for: 100) == 4
            && LeastSquares.lags(for: 5) == 2)
}

@Test func `tests of serial correlation equal statsmodels`() throws {
    let fit = try #require(LeastSquares(segmented.values, on: segmented.columns))
    let watson = try #require(SerialCorrelation.durbinWatson(fit.residuals))
    #expect(agree(watson, 2.163_679_387_640_337))
    let box = try #require(SerialCorrelation.ljungBox(fit.residuals, lags: 6, fitted: 1))
    #expect(agree(box.statistic, 5.879_396_008_885_585) && agree(box.p, 0.318_131_693_161_235_63))
    #expect(SerialCorrelation.ljungBox([1, 1, 1], lags: 2) == nil)
    #expect(SerialCorrelation.durbinWatson([0, 0]) == nil)
}

/// The share that residuals show is below the share that made them; the correction takes that back on average.
@Test func `the lean of errors is found without the bias of few points`() {
    let wanted = 0.5
    var (plain, corrected) = (0.0, 0.0)
    let worlds = 300
    let columns = InterruptedSeries.columns(48, .init(start: 28))
    for number in 0..<worlds {
        var lot = WorldLot(.noEffect, "lean", UInt64(number))
        guard let fit = LeastSquares(lot.errors(48, share: wanted, sigma: 1), on: columns) else {
            continue
        }
        let rest = fit.residuals
        plain += (1..<48).reduce(0) { $0 + rest[$1] * rest[$1 - 1] } / fit.squares
        corrected += WorkingCorrelation(fit).share
    }
    #expect(plain / Double(worlds) < wanted - 0.1)
    #expect(abs(corrected / Double(worlds) - wanted) < 0.04)
}

private let segmented: (values: [Double], columns: [[Double]]) = {
    var dice = OracleDice(7)
    let values = (0..<48).map { row in
        50 + 0.4 * Double(row) + (row >= 28 ? 6 : 0) + (4 * dice.one() - 2)
    }
    return (values, InterruptedSeries.columns(48, .init(start: 28)))
}()

private let longleyColumns: [[Double]] =
    [longley.map { _ in 1 }] + (1..<7).map { column in longley.map { $0[column] } }

/// Employment, and price index, output, unemployed, armed forces, people, year (J. W. Longley, 1967; NIST, public domain).
private let longley: [[Double]] = [
    [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
    [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
    [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
    [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
    [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
    [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
    [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
    [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
    [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
    [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
    [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
    [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
    [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
    [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
    [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
    [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
]
