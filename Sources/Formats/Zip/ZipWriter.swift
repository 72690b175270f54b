import CZlib

/// Writes a ZIP archive piece by piece, each file stored as it is (PKWARE's APPNOTE 6.3.10, method 0): what is worth
/// compressing, such as a scan, mostly is already. Only the list of the files stays in memory.
///
/// Hand over what each call returns, in order, the bytes of a file after its head, and `finish` last. Names are UTF-8; no file, and no archive, is larger
/// than 4 GiB.
public struct ZipWriter: Sendable {
    private var entries: [Entry] = []
    private var offset = 0
    private let stamp: (time: UInt16, date: UInt16)

    private struct Entry: Sendable {
        let name: [UInt8]
        let crc: UInt32
        let size: UInt32
        let offset: UInt32
    }

    /// The day that stands beside each file; the format knows none before 1980.
    public init(year: Int, month: Int, day: Int) {
        let years = UInt16(clamping: min(max(year - 1_980, 0), 127))
        stamp = (0, years << 9 | UInt16(clamping: month) << 5 | UInt16(clamping: day))
    }

    /// The bytes of one file with its head. A name is taken once, is no path upwards, and has at most 65,535 bytes.
    public mutating func file(_ name: String, _ bytes: [UInt8]) throws -> [UInt8] {
        var sum = ZipSum()
        sum.take(bytes)
        return try head(name, sum) + bytes
    }

    /// The head of a file whose bytes come next, in pieces. Its sum was taken before, so that every program can read
    /// the archive, also one that reads from the front (a Java program takes no descriptor behind a stored file).
    public mutating func head(_ name: String, _ sum: ZipSum) throws -> [UInt8] {
        let label = Array(name.utf8)
        guard !label.isEmpty, label.count <= Int(UInt16.max), !name.hasPrefix("/"),
            !name.split(separator: "/").contains("..")
        else { throw FormatError(file: name, message: "this cannot be the name of a file") }
        guard !entries.contains(where: { $0.name == label }) else {
            throw FormatError(file: name, message: "the archive has a file of this name already")
        }
        guard entries.count < Int(UInt16.max) - 1, let size = UInt32(exactly: sum.size),
            let start = UInt32(exactly: offset)
        else { throw FormatError(file: name, message: "the archive would be too large") }
        let entry = Entry(name: label, crc: sum.crc, size: size, offset: start)
        entries.append(entry)
        var out: [UInt8] = []
        out.put(UInt32(0x0403_4b50))
        out.put(versionNeeded)
        describe(entry, into: &out)
        out += label
        offset += out.count + sum.size
        return out
    }

    /// The list of the files, which ends the archive.
    public func finish() throws -> [UInt8] {
        var out: [UInt8] = []
        for entry in entries {
            out.put(UInt32(0x0201_4b50))
            out.put(versionMadeBy)
            out.put(versionNeeded)
            describe(entry, into: &out)
            // No comment, one disk, nothing of the inside.
            out += [UInt8](repeating: 0, count: 6)
            out.put(readableByOwner)
            out.put(entry.offset)
            out += entry.name
        }
        guard let size = UInt32(exactly: out.count), let start = UInt32(exactly: offset) else {
            throw FormatError(file: "zip", message: "the archive would be too large")
        }
        out.put(UInt32(0x0605_4b50))
        out.put(UInt32(0))
        out.put(UInt16(entries.count))
        out.put(UInt16(entries.count))
        out.put(size)
        out.put(start)
        out.put(UInt16(0))
        return out
    }

    /// What stands in the head of a file and in the list alike.
    private func describe(_ entry: Entry, into out: inout [UInt8]) {
        out.put(namesAreUTF8)
        out.put(stored)
        out.put(stamp.time)
        out.put(stamp.date)
        out.put(entry.crc)
        out.put(entry.size)
        out.put(entry.size)
        out.put(UInt16(entry.name.count))
        out.put(UInt16(0))
    }
}

/// Size and checksum of a file, taken piece by piece.
public struct ZipSum: Sendable {
    public private(set) var size = 0
    private(set) var crc: UInt32 = 0

    public init() {}

    public mutating func take(_ bytes: [UInt8]) {
        size += bytes.count
        crc = bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return crc }
            return UInt32(truncatingIfNeeded: crc32(uLong(crc), start, UInt32(buffer.count)))
        }
    }
}

private let versionNeeded: UInt16 = 20
/// Unix, so that the rights of the files are read.
private let versionMadeBy: UInt16 = 3 << 8 | 20
private let readableByOwner: UInt32 = 0o100_600 << 16
private let namesAreUTF8: UInt16 = 0x0800
private let stored: UInt16 = 0

extension [UInt8] {
    /// Little end first, as the format wants it.
    fileprivate mutating func put(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { self.append(contentsOf: $0) }
    }
}
