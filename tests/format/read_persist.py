#!/usr/bin/env python3
"""Reads what Persist wrote into plain values: a second reader, written from docs/FORMAT.md alone.

    read_persist.py FILE...    containers; NAME.bare is a list of bare values and their schemas in hexadecimal

Each value is printed as a line of JSON-like text; of a log, each record, each further schema, and a torn end is a line.
Every checksum and every rule is verified: where one does not hold, the exit status is 1. Chunks of zstd are read only
by a Python that has it (3.14 or later). Python 3.8 or later, standard library only.
"""
import json
import re
import struct
import sys
import threading
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import accumulate

MAGIC, FORMAT_VERSION, BLOCK, MASK = bytes.fromhex("8f5052530d0a1a0a"), 7, 256, (1 << 64) - 1
MAX_NAME, MAX_PARTS, MAX_RECORD, MAX_VERSION = 4096, 65536, (1 << 32) - 1, (1 << 32) - 1
MAX_DEPTH, MAX_INLINE, MAX_EMPTY_ROWS, MAX_HEADER = 256, 1024, 1 << 24, 1 << 24

U8, I8 = 0x10, 0x18
OPTION, SEQUENCE, SET, MAP, ARRAY, TUPLE, SHARED, LOCKED = range(0x30, 0x38)
STRUCT, RECORD, ENUM = range(0x40, 0x43)
BY_VALUE = (ARRAY, TUPLE, SHARED, LOCKED, STRUCT, RECORD)  # these contain what they refer to
NUMBERS = {0x20: (4, "float"), 0x21: (8, "float")}
NUMBERS.update((first + i, (1 << i, form)) for i in range(5) for first, form in ((U8, "unsigned"), (I8, "signed")))

class FormatError(Exception):
    """The bytes break a rule of the format."""

REFUSALS = (FormatError, UnicodeDecodeError, RecursionError)

def require(condition, message, *details):
    if not condition:
        raise FormatError(message % details)

# ---- Values ----------------------------------------------------------------------------------------------------------
# They are bool, int, float, str (also of a char), bytes (of u8s), list, tuple (() is the unit type), dict (a struct or
# record), None, and these:
Some = namedtuple("Some", "value")
Variant = namedtuple("Variant", "name fields")
Map = namedtuple("Map", "entries")  # in the order of the file; keys may be of types that a dict does not take
Nan = namedtuple("Nan", "bits width")  # whose bits a Python float does not keep

def show(value):
    """A value as text."""
    listed = lambda items: ", ".join(map(show, items))
    paired = lambda entries: "{" + ", ".join([show(key) + ": " + show(item) for key, item in entries]) + "}"
    if isinstance(value, bytes):
        return "bytes(%s)" % (value.hex() if len(value) <= 64 else "%d, checksum %016x" % (len(value), checksum(value)))
    if isinstance(value, Some):
        return "some(" + show(value.value) + ")"
    if isinstance(value, Nan):
        return "nan(%0*x)" % (2 * value.width, value.bits)
    if isinstance(value, Variant):
        return value.name + (show(value.fields) if value.fields else "")
    if isinstance(value, (Map, dict)):
        return "map" + paired(value.entries) if isinstance(value, Map) else paired(value.items())
    if isinstance(value, tuple):
        return "(" + listed(value) + (",)" if len(value) == 1 else ")")
    if isinstance(value, list):
        return "[" + listed(value) + "]"
    return repr(value) if type(value) in (int, float) else json.dumps(value)

# ---- Primitives and the columns of leaf types ------------------------------------------------------------------------
CRC_TABLE = list(range(256))
for _ in range(8):  # the polynomial ad93d23594c93659, its bits reflected
    CRC_TABLE = [crc >> 1 ^ (0x9A6C9329AC4BC9B5 if crc & 1 else 0) for crc in CRC_TABLE]

def checksum(data):
    """CRC-64/NVME."""
    crc = MASK
    for byte in data:
        crc = crc >> 8 ^ CRC_TABLE[(crc ^ byte) & 0xFF]
    return crc ^ MASK

def unzigzag(value):
    return value >> 1 ^ -(value & 1)

def rotate(value):
    """64 bits, rotated right by one."""
    return value >> 1 | (value & 1) << 63

def as_float(bits, width):
    (value,) = struct.unpack("<f" if width == 4 else "<d", bits.to_bytes(width, "little"))
    return value if value == value else Nan(bits, width)

class Reader:
    """Bytes that are read from the front: of a header, of a bare value, or of a chunk and those that go on with it."""
    def __init__(self, data, next_chunk=None):
        self.data, self.at = data, 0
        self.next_chunk = next_chunk  # gives the next payload; None outside a container
        self.may_be_cut = False  # whether such a place was passed since the last byte
        self.uncut = 0  # how many columns with a length we are in: each is all in one chunk
        self.consumed, self.empty_rows, self.depth = 0, 0, 0

    def cut_place(self):
        self.may_be_cut = self.uncut == 0
    def go_on_if_used_up(self):
        while self.at == len(self.data) and self.may_be_cut and self.next_chunk:
            self.data, self.at = self.next_chunk(), 0

    def take(self, count):
        if count:
            self.go_on_if_used_up()
            self.may_be_cut = False
        require(count <= len(self.data) - self.at, "%d bytes are needed at %d", count, self.at)
        self.at += count
        self.consumed += count
        return self.data[self.at - count : self.at]

    def finish(self):
        require(self.at == len(self.data), "%d bytes are left over", len(self.data) - self.at)

    def number(self, width, most=MASK):
        value = int.from_bytes(self.take(width), "little")
        require(value <= most, "%02x where there is nothing above %02x", value, most)
        return value

    def varint(self, most=MASK):
        first = self.number(1)
        more = (first & -first).bit_length() - 1 if first else 8
        value = (self.number(more) << 8 | first) >> (more + 1 if first else 8)
        require(more == 0 or value >> (7 * more), "a varint takes more bytes than it needs")
        require(value <= most, "%d where there is nothing above %d", value, most)
        return value

    def text(self, length):
        return self.take(length).decode("utf-8")
    def name(self):
        return self.text(self.varint(MAX_NAME))

    def named(self, read, most=MAX_PARTS):
        items = [(self.name(), read()) for _ in range(self.varint(most))]
        require(len(dict(items)) == len(items), "two of one kind have one name")
        return items

    def single(self, width, signed):
        """One integer in single form."""
        if width == 1:
            return self.fixed(1, width, signed)[0]
        if width == 16:
            data = self.take(self.number(1, 16))
            require(not data or data[-1], "a 128-bit number takes more bytes than it needs")
            value = int.from_bytes(data, "little")
        else:
            value = self.varint((1 << 8 * width) - 1)
        return unzigzag(value) if signed else value

    def fixed(self, n, width, signed=False):
        data = self.take(n * width)
        return [int.from_bytes(data[at : at + width], "little", signed=signed) for at in range(0, n * width, width)]

    def fixed_number(self, kind):
        width, form = NUMBERS[kind]
        value = self.fixed(1, width, form == "signed")[0]
        return as_float(value, width) if form == "float" else value

    def bits(self, n, width):
        data = int.from_bytes(self.take((n * width + 7) // 8), "little")
        require(data >> (n * width) == 0, "bits after the last value are set")
        return [data >> (row * width) & ((1 << width) - 1) for row in range(n)]

    def positions(self, count, n):
        places = list(self.take(count))
        require(all(a < b for a, b in zip(places, places[1:] + [n])), "positions that do not ascend below %d", n)
        return places

    def integers(self, n, width, signed=False, inner=False):
        """An integer column. An inner one always has a tag, and does not consist of further columns."""
        if not inner and width == 1 and n <= 16:
            return self.fixed(n, width, signed)
        if not inner and width > 1 and n <= 4:
            return [self.single(width, signed) for _ in range(n)]
        tag = self.number(1)
        require(tag <= 0x80 or tag == 0x84 or tag <= 0x85 and not inner, "tag %02x of an integer column", tag)
        if tag == 0x80:
            return self.fixed(n, width, signed)
        if tag == 0x82:
            return self.dictionary(n, lambda count: self.integers(count, width, signed, inner=True))
        if tag == 0x85:
            others = self.number(1, n - 1)
            common, flags = self.single(width, signed), self.bits(n, 1)
            require(0 < others == sum(flags), "%d rows have another value, not %d", sum(flags), others)
            rest = iter(self.integers(others, width, signed, inner=True))
            return [next(rest) if flag else common for flag in flags]
        if tag == 0x84:
            values = self.digits(n, self.number(1, 181), self.single(width, signed))
        elif tag == 0x81:
            values = [self.single(width, signed)]
            for step in self.integers(n - 1, width, signed=True, inner=True):
                values.append(values[-1] + step)
        else:
            frame, patches = (self.number(1), self.number(1, n - 1)) if tag == 0x83 else (tag, 0)
            require(frame < 8 * width and frame <= 64, "%d bits for numbers of %d bytes", frame, width)
            require(patches or tag != 0x83, "no patches")
            least = self.single(width, signed)
            values = [least + rest for rest in self.bits(n, frame)]
            places = self.positions(patches, n)
            highs = self.integers(patches, width, inner=True) if patches else []
            for place, high in zip(places, highs):
                values[place] += high << frame
        wrapped = [value & ((1 << 8 * width) - 1) for value in values]
        return [value - (value >> 8 * width - 1 << 8 * width) for value in wrapped] if signed else wrapped

    def digits(self, n, base, least):
        require(base > 2, "digits of base %d", base)
        powers = range(1, 1 + max(k for k in range(1, 16) if base**k <= 1 << 15))
        per_number = min(powers, key=lambda k: ((base**k - 1).bit_length() / k, k))
        numbers = self.bits(-(-n // per_number), (base**per_number - 1).bit_length())
        values = []
        while len(values) < n:
            values += [least + number % base for number in numbers]
            # Of the last digits, there may be fewer than there are numbers.
            used = len(numbers) - max(0, len(values) - n)
            numbers = [number // base if at < used else number for at, number in enumerate(numbers)]
        require(not any(numbers), "more digits than rows")
        return values[:n]

    def dictionary(self, n, read_entries):
        count = self.number(1)
        entries = read_entries(count)
        indices = self.integers(n, 1, inner=True)
        require(max(indices) < count, "an index is not that of an entry")
        return [entries[index] for index in indices]

    def booleans(self, n):
        tag = self.number(1, 2) if n > 8 else 2
        return [bool(bit) for bit in self.bits(n, 1)] if tag == 2 else [bool(tag)] * n

    def chars(self, n):
        values = self.integers(n, 4)
        require(all(v < 0xD800 or 0xE000 <= v < 0x110000 for v in values), "a number that is no char")
        return [chr(value) for value in values]

    def floats(self, n, width):
        return [as_float(value, width) for value in self.float_bits(n, width)]

    def float_bits(self, n, width):
        tag = self.number(1) if n > 4 else 0x80
        if tag == 0x00:
            return self.fixed(1, width) * n
        if tag == 0x80:
            return self.fixed(n, width)
        if tag == 0x01 and width == 8:
            first, exponent = self.number(1), self.number(2, 2047)
            require(53 <= first & 0x7F <= 63, "an exponent column of %d bits", first & 0x7F)
            bases = (0 if first & 0x80 else exponent << 53, exponent << 53)
            return [rotate(number + bases[number >> 53 > 0] & MASK) for number in self.bits(n, first & 0x7F)]
        if tag == 0x02 and width == 8:
            exponents = self.integers(n, 2)
            require(max(exponents) < 2048, "the exponent %d", max(exponents))
            return [rotate(e << 53 | below) for e, below in zip(exponents, self.bits(n, 53))]
        if tag == 0x01:
            exponents, rest, low = self.integers(n, 1), self.fixed(n, 3), (1 << 23) - 1
            return [(r >> 23) << 31 | e << 23 | r & low for e, r in zip(exponents, rest)]
        if tag == 0x02 and width == 4:
            rest = self.fixed(n, 3)
            return [high << 24 | low for high, low in zip(self.integers(n, 1), rest)]
        require(tag == (0x03 if width == 8 else 0x04), "tag %02x of a float column", tag)
        return self.decimals(n) if width == 8 else self.fixed_points(n)

    def decimals(self, n):
        power, exceptions = self.number(1, 22), self.number(1, n - 1)
        digits = self.integers(n, 8, signed=True)
        corrections = self.integers(n, 2, signed=True) if self.number(1, 1) else [0] * n
        quotients = struct.unpack("<%dQ" % n, struct.pack("<%dd" % n, *(float(k) / 10.0**power for k in digits)))
        return self.with_exceptions([quotient + r & MASK for quotient, r in zip(quotients, corrections)], exceptions, 8)

    def fixed_points(self, n):
        scale, exceptions = self.number(1, 126), self.number(1, n - 1)
        rounded = struct.unpack("<%df" % n, struct.pack("<%df" % n, *self.integers(n, 4, signed=True)))
        bits = struct.unpack("<%dI" % n, struct.pack("<%df" % n, *(number / 2.0**scale for number in rounded)))
        return self.with_exceptions(list(bits), exceptions, 4)

    def with_exceptions(self, values, count, width):
        places = self.positions(count, len(values))
        for place, value in zip(places, self.fixed(count, width)):
            values[place] = value
        return values

    def texts(self, n):
        with self.length_of_column(n):
            plain = lambda count: [self.text(length) for length in self.integers(count, 8)]
            tag = self.number(1, 1) if n > 4 else 0
            return self.dictionary(n, plain) if tag else plain(n)

    @contextmanager
    def length_of_column(self, n):
        """Around what reads a column that is preceded by its length if it has 32 rows or more."""
        length = self.number(4) if n >= 32 else None
        length = self.number(8) if length == 0xFFFFFFFF else length
        end = self.at + (length or 0)
        self.uncut += n >= 32
        yield
        self.uncut -= n >= 32
        require(n < 32 or self.at == end, "the length of a column is wrong")

    @contextmanager
    def inside(self, count):
        """Around what reads so many values that lie one level deeper."""
        self.depth += count > 0
        require(self.depth <= MAX_DEPTH, "values are nested too deep")
        yield
        self.depth -= count > 0

# ---- Columns of other types ------------------------------------------------------------------------------------------
def rows_of(values, counts):
    """Cuts the elements of all rows into rows."""
    return [values[end - count : end] for count, end in zip(counts, accumulate(counts))]

def distinct(rows):
    for row in rows:
        require(len(set(map(show, row))) == len(row), "a map or set has a key twice")
    return rows

class Values(Reader):
    """Reads blocks of the types that a schema describes."""
    def __init__(self, schema, data, next_chunk=None):
        super().__init__(data, next_chunk)
        self.nodes, self.size = schema.nodes, schema.size

    def block(self, index, n):
        """A block of `n` rows of a node's type."""
        node = self.nodes[index]
        return LEAVES[node.kind](self, n) if node.kind in LEAVES else SHAPES[node.kind](self, node, n)

    def blocks(self, total, read):
        """All that `read` gives block by block; with each, a chunk may begin."""
        values = []
        for at in range(0, total, BLOCK):
            n, before = min(BLOCK, total - at), self.consumed
            self.cut_place()
            values += read(n)
            self.count_if_empty(n, before)
        return values

    def count_if_empty(self, n, before):
        self.empty_rows += n if self.consumed == before else 0
        require(self.empty_rows <= MAX_EMPTY_ROWS, "too many rows that take no bytes")

    def elements(self, index, m):
        """The elements of all rows of a sequence, set or array column, or those of a group."""
        kind = self.nodes[index].kind
        if m == 0:
            return b"" if kind == U8 else []
        if kind in (U8, I8):
            return self.run(lambda: self.take(m) if kind == U8 else self.fixed(m, 1, signed=True))
        if kind in NUMBERS or kind == RECORD:
            if not self.next_chunk and m <= 4:
                return self.block(index, m)
            if self.number(1, 1) == 0:
                return self.run(lambda: self.aligned_rows(kind, index, m))
        return self.blocks(m, lambda n: self.block(index, n))

    def run(self, read):
        """Elements that lie flat, before and behind which a chunk may begin."""
        self.cut_place()
        values = read()
        self.cut_place()
        return values

    def aligned_rows(self, kind, index, m):
        self.go_on_if_used_up()
        align = NUMBERS[kind][0] if kind in NUMBERS else 16
        require(not (self.next_chunk and any(self.take(-self.at % align))), "padding is not 0")
        return self.fixed_rows(index, m)

    def fixed_rows(self, index, n):
        """Numbers or records in fixed-width form."""
        before = self.consumed
        rows = Reader(self.take(n * self.size(index)))
        self.count_if_empty(n, before)
        return [self.shaped(index, rows.fixed_number) for _ in range(n)]

    def shaped(self, index, next_number):
        """A number, record or array of them, whose numbers are what `next_number` gives for their kinds, in order."""
        node = self.nodes[index]
        if node.kind == RECORD:
            return {name: self.shaped(field, next_number) for name, field in node.fields}
        if node.kind == ARRAY:
            values = [self.shaped(node.nodes[0], next_number) for _ in range(node.count)]
            return bytes(values) if self.nodes[node.nodes[0]].kind == U8 else values
        return next_number(node.kind)

    def records(self, node, n):
        tag = self.number(1, 2) if n > 4 else 0
        if tag == 0:
            return self.fixed_rows(node.index, n)
        kinds = []
        self.shaped(node.index, lambda kind: kinds.append(kind) or 0)
        if tag == 2:
            require(len(set(kinds)) == 1, "numbers of %d types in one column", len(set(kinds)))
            total = n * len(kinds)
            joined = [LEAVES[kinds[0]](self, min(BLOCK, total - at)) for at in range(0, total, BLOCK)]
            numbers = iter(sum(joined, []))
        else:
            columns = [LEAVES[kind](self, n) for kind in kinds]
            numbers = iter([column[row] for row in range(n) for column in columns])
        return [self.shaped(node.index, lambda kind: next(numbers)) for _ in range(n)]

    def options(self, node, n):
        present = self.booleans(n)
        values = iter(self.block(node.nodes[0], sum(present)) if any(present) else ())
        return [Some(next(values)) if there else None for there in present]

    def counted(self, n, read):
        """A column of counts, then what `read` gives for their sum, cut into rows."""
        with self.length_of_column(n):
            counts = self.integers(n, 8)
            require(sum(counts) <= MASK, "counts whose sum does not fit into 64 bits")
            with self.inside(sum(counts)):
                return rows_of(read(sum(counts)), counts)

    def maps(self, node, n):
        entries = lambda n: list(zip(self.block(node.nodes[0], n), self.block(node.nodes[1], n)))
        rows = self.counted(n, lambda total: self.blocks(total, entries))
        distinct([[key for key, _ in row] for row in rows])
        return [Map(row) for row in rows]

    def shared(self, node, n):
        with self.inside(n):
            return self.block(node.nodes[0], n)

    def fields(self, fields, n):
        columns = [(name, self.block(field, n)) for name, field in fields]
        return [{name: column[row] for name, column in columns} for row in range(n)]

    def enums(self, node, n):
        with self.length_of_column(n if any(fields for _, fields in node.variants) else 0):
            choices = self.integers(n, 1 if len(node.variants) <= BLOCK else 2)
            require(max(choices) < len(node.variants), "an index is not that of a variant")
            values = {}
            for choice in sorted(set(choices)):
                name, fields = node.variants[choice]
                values[choice] = iter([Variant(name, row) for row in self.fields(fields, choices.count(choice))])
            return [next(values[choice]) for choice in choices]

LEAVES = {0x00: lambda reader, n: [()] * n, 0x01: Reader.booleans, 0x02: Reader.chars, 0x03: Reader.texts}
for _kind, (_width, _form) in NUMBERS.items():
    _floats, _integers = partial(Reader.floats, width=_width), partial(Reader.integers, width=_width)
    LEAVES[_kind] = _floats if _form == "float" else partial(_integers, signed=_form == "signed")
SHAPES = {
    OPTION: Values.options,
    SEQUENCE: lambda values, node, n: values.counted(n, lambda total: values.elements(node.nodes[0], total)),
    SET: lambda values, node, n: distinct([list(row) for row in SHAPES[SEQUENCE](values, node, n)]),
    MAP: Values.maps,
    ARRAY: lambda values, node, n: rows_of(values.elements(node.nodes[0], n * node.count), [node.count] * n),
    TUPLE: lambda values, node, n: [tuple(row.values()) for row in values.fields(enumerate(node.nodes), n)],
    SHARED: Values.shared,
    LOCKED: lambda values, node, n: [values.block(node.nodes[0], 1)[0] for _ in range(n)],
    STRUCT: lambda values, node, n: values.fields(node.fields, n),
    RECORD: Values.records,
    ENUM: Values.enums,
}

# ---- Schemas ---------------------------------------------------------------------------------------------------------
class Node:
    def __init__(self, index, reader):
        self.index, self.kind = index, reader.number(1)
        self.count, self.nodes, self.fields, self.variants = 0, [], [], []
        if self.kind in (STRUCT, RECORD, ENUM):
            self.name, self.version = reader.name(), reader.varint(MAX_VERSION)
            if self.kind == ENUM:
                self.variants = reader.named(lambda: reader.named(reader.varint))
            else:
                self.fields = reader.named(reader.varint)
        elif self.kind in range(OPTION, LOCKED + 1):
            limits = {ARRAY: MASK, TUPLE: MAX_PARTS}
            self.count = reader.varint(limits[self.kind]) if self.kind in limits else 0
            references = {MAP: 2, TUPLE: self.count}.get(self.kind, 1)
            self.nodes = [reader.varint() for _ in range(references)]
        else:
            require(self.kind in LEAVES, "kind %02x of a node", self.kind)

    def references(self):
        fields = self.fields + [field for _, fields in self.variants for field in fields]
        return self.nodes + [node for _, node in fields]

class Schema:
    def __init__(self, data):
        self.data, self.heights = data, {}
        reader = Reader(data)
        count = reader.varint(MAX_PARTS)
        require(count, "a schema without nodes")
        self.nodes = [Node(index, reader) for index in range(count)]
        reader.finish()
        self.check_order()
        for node in self.nodes:
            self.height(node.index, ())
            if node.kind == RECORD:
                self.size(node.index)

    def check_order(self):
        """Nodes are listed in the order in which a walk from the root meets them."""
        met, ahead = 0, [0]
        while ahead:
            index = ahead.pop()
            require(index <= met and index < len(self.nodes), "nodes are not in the order of a walk")
            if index == met:
                met += 1
                ahead += reversed(self.nodes[index].references())
        require(met == len(self.nodes), "a node is not reached from the root")

    def height(self, index, around):
        """How many nodes lie within one another here: none contains itself."""
        require(index not in around, "a type contains itself")
        if index not in self.heights:
            node = self.nodes[index]
            inside = node.references() if node.kind in BY_VALUE and len(around) < MAX_INLINE else []
            self.heights[index] = 1 + max([self.height(part, around + (index,)) for part in inside], default=0)
        require(len(around) + self.heights[index] <= MAX_INLINE, "types lie within one another too deep")
        return self.heights[index]

    @lru_cache(maxsize=None)
    def size(self, index):
        """How many bytes a number, a record or what lies in one takes."""
        node = self.nodes[index]
        if node.kind in NUMBERS:
            return NUMBERS[node.kind][0]
        require(node.kind in (RECORD, ARRAY), "a record has a field that does not consist of numbers")
        size = sum(map(self.size, node.references())) * (node.count if node.kind == ARRAY else 1)
        require(size <= MAX_RECORD, "a record, or an array in one, of %d bytes", size)
        return size

    def fingerprint(self):
        h = 0xCBF29CE484222325
        for byte in struct.pack("<H", FORMAT_VERSION) + self.data:
            h = (h ^ byte) * 0x100000001B3 & MASK
        for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
            h = (h ^ h >> 33) * factor & MASK
        h = (h ^ h >> 33) | 0x80
        return h ^ 0x100 if h == int.from_bytes(MAGIC, "little") else h

# ---- Bare values and containers --------------------------------------------------------------------------------------
VALUE, MORE, ROWS, END, RECORD_OF_LOG, SCHEMA_OF_LOG, MAY_PASS = 1, 2, 3, 4, 5, 6, 0x80
Chunk = namedtuple("Chunk", "length count kind method flags payload end")

def read_bare(schema, data):
    values = Values(schema, data)
    require(values.number(8) == schema.fingerprint(), "the bytes are of another type")
    (value,) = values.block(0, 1)
    values.finish()
    return value

def read_header(data):
    """Whether it is a log, schema, metadata, file id, and the place of the first chunk."""
    require(len(data) >= 24 and data[:8] == MAGIC, "the bytes do not begin as a container does")
    version, kind, flags, length, prefix_sum = struct.unpack("<HBBIQ", data[8:24])
    require(prefix_sum == checksum(data[:16]), "the checksum of the prefix is wrong")
    require(version == FORMAT_VERSION and kind <= 1, "format version %d, kind %d", version, kind)
    require(flags & 0x0F == 0 and length <= MAX_HEADER, "flags %02x, a header of %d bytes", flags, length)
    file_id = data[24 + length : 32 + length]
    require(file_id == struct.pack("<Q", checksum(data[: 24 + length])), "the file id is wrong")
    header = Reader(data[24 : 24 + length])
    fingerprint, salt = header.number(8), header.number(8)
    require((salt != 0) == (kind == 1), "salt %d in a container of kind %d", salt, kind)
    schema = Schema(header.take(header.varint()))
    require(fingerprint == schema.fingerprint(), "the fingerprint is not that of the schema")
    meta = header.named(lambda: header.take(header.varint()), most=MASK)
    header.finish()
    return kind == 1, schema, meta, file_id, padded(data, 32 + length)

def padded(data, at):
    end = at + -at % 16
    require(data[at:end] == bytes(end - at), "padding is missing or not 0")
    return end

def head_holds(data, at, file_id):
    """Whether there is a head with the checksum that it must have here."""
    head = data[at : at + 48]
    return len(head) == 48 and head[40:] == struct.pack("<Q", checksum(file_id + struct.pack("<Q", at) + head[:40]))

def chunk_at(data, at, file_id, index):
    require(len(data) - at >= 48, "the container is truncated")
    require(head_holds(data, at, file_id), "the checksum of a chunk's head is wrong")
    stored, length, count, payload_sum, found, kind, method, flags = struct.unpack("<QQQQIBBH", data[at : at + 40])
    require(found == index & 0xFFFFFFFF and flags & 0xFF == 0, "chunk %d, flags %04x", found, flags)
    payload = data[at + 48 : at + 48 + stored]
    require(len(payload) == stored, "the container is truncated")
    require(payload_sum == checksum(payload), "the checksum of a payload is wrong")
    require(method or stored == length, "an uncompressed chunk of two lengths")
    return Chunk(length, count, kind, method, flags, payload, padded(data, at + 48 + stored))

def chunks(data, at, file_id):
    """Kind, count and payload of each chunk of a value that is not passed over, up to the end mark."""
    index, rows, length_of_all, kind, head_sums = 0, 0, 0, None, b""
    while kind != END:
        length, count, kind, method, _, payload, end = chunk_at(data, at, file_id, index)
        if kind == END:
            totals = struct.pack("<QQQQ", index, rows, length_of_all, checksum(head_sums))
            require(payload == totals and end == len(data), "the end mark does not fit, or bytes follow it")
        index, rows, length_of_all = index + 1, rows + count, length_of_all + length
        head_sums += data[at + 40 : at + 48]
        require(rows <= MASK and length_of_all <= MASK, "sums that do not fit into 64 bits")
        if kind < MAY_PASS:
            counted = count >= 1 if kind == ROWS else count == (kind == VALUE)
            require(kind in (VALUE, MORE, ROWS, END) and counted, "a chunk of kind %d and count %d", kind, count)
            require(kind != MORE or length, "a chunk that goes on with nothing")
            yield kind, count, unpacked(method, payload, length)
        at = end

def log_lines(schema, data, at, file_id):
    """A line for each record, each schema and what is torn."""
    index, number = 0, 0
    while at < len(data):
        try:
            length, count, kind, method, flags, payload, end = chunk_at(data, at, file_id, index)
        except FormatError as error:
            later = range(at + 16, len(data), 16)
            require(not any(head_holds(data, place, file_id) for place in later), "%s", error)
            yield "torn: %d bytes at %d" % (len(data) - at, at)
            return
        at, index = end, index + 1
        if kind >= MAY_PASS:
            continue
        payload = unpacked(method, payload, length)
        if kind == SCHEMA_OF_LOG:
            schema, number = Schema(payload[8:]), flags >> 8
            stated = int.from_bytes(payload[:8], "little")
            require(stated == schema.fingerprint() and count == 0, "the fingerprint is not that of the schema")
            yield "schema: %016x" % stated
        else:
            require(kind == RECORD_OF_LOG and count, "a chunk of kind %d and count %d in a log", kind, count)
            require(flags >> 8 == number, "a record whose schema is not there")
            require(schema.nodes[0].kind == SEQUENCE, "a log of something that is no sequence")
            yield show(read_value(schema, iter([(ROWS, count, payload)])))

def unpacked(method, stored, length):
    """A payload as it was before it was compressed."""
    require(method in (0, 1, 2), "compression %d", method)
    payload = (bytes, unpacked_zstd, unpacked_lz4)[method](stored)
    require(len(payload) == length, "a chunk of %d bytes unpacks to %d", length, len(payload))
    return payload

def unpacked_zstd(stored):
    try:
        from compression import zstd
    except ImportError:
        raise FormatError("a chunk is compressed with zstd, which this Python does not have")
    unpacker = zstd.ZstdDecompressor()
    payload = unpacker.decompress(stored)
    require(unpacker.eof and not unpacker.unused_data, "a chunk is not one frame of zstd")
    return payload

def unpacked_lz4(stored):
    """A block: tokens, each with a number of literals, the literals, and (but the last) what to repeat."""
    out, at = bytearray(), 0

    def length(nibble):
        nonlocal at
        more = nibble == 15
        while more:
            require(at < len(stored), "a block of lz4 ends early")
            nibble, more, at = nibble + stored[at], stored[at] == 255, at + 1
        return nibble

    while True:
        require(at < len(stored), "a block of lz4 ends early")
        token, at = stored[at], at + 1
        literals = length(token >> 4)
        require(at + literals <= len(stored), "a block of lz4 ends early")
        out, at = out + stored[at : at + literals], at + literals
        if at == len(stored):
            return bytes(out)
        require(at + 2 <= len(stored), "a block of lz4 ends early")
        back, at = stored[at] | stored[at + 1] << 8, at + 2
        require(0 < back <= len(out), "a block of lz4 repeats what is not there")
        for _ in range(length(token & 15) + 4):
            out.append(out[-back])

def take(ahead, wanted):
    kind, _, payload = next(ahead, (END, 0, b""))
    require(kind == wanted, "a chunk of kind %d in place of kind %d", kind, wanted)
    return payload

def read_value(schema, ahead):
    """The value of a container with these chunks, or the elements in a record."""
    values, root = Values(schema, b"", next_chunk=lambda: take(ahead, MORE)), schema.nodes[0]
    if root.kind not in (SEQUENCE, SET):
        values.data = take(ahead, VALUE)
        (value,) = values.block(0, 1)
        values.finish()
        take(ahead, END)
        return value
    value = values.elements(root.nodes[0], 0)
    for kind, count, payload in ahead:
        require(kind in (ROWS, END), "a chunk of kind %d in place of a group", kind)
        if kind == ROWS:
            values.data, values.at = payload, 0
            with values.inside(count):
                value += values.elements(root.nodes[0], count)
            values.finish()
    return distinct([list(value)])[0] if root.kind == SET else value

def container_lines(data):
    is_log, schema, meta, file_id, at = read_header(data)
    lines = ["meta %s: %s" % (json.dumps(name), show(entry)) for name, entry in meta]
    if is_log:
        return lines + list(log_lines(schema, data, at, file_id))
    return lines + [show(read_value(schema, chunks(data, at, file_id)))]

def list_lines(data):
    """The values of a list, whose entries have lines `schema: HEX` and `bytes: HEX`, perhaps of more than one line."""
    lines = []
    for schema, value in re.findall(r"^schema:([\s0-9a-f]+)^bytes:([\s0-9a-f]+)", data.decode("utf-8"), re.MULTILINE):
        try:
            lines.append(show(read_bare(Schema(bytes.fromhex(schema)), bytes.fromhex(value))))
        except REFUSALS as error:
            lines.append("refused: %s" % error)
    return lines

def main(paths):
    """Whether a file was refused."""
    failed = False
    for path in paths:
        try:
            with open(path, "rb") as file:
                data = file.read()
            print("\n".join(list_lines(data) if path.endswith(".bare") else container_lines(data)))
        except REFUSALS as error:
            print("%s: %s" % (path, error), file=sys.stderr)
            failed = True
    return failed

if __name__ == "__main__":
    # Values may be nested deeper than Python allows by default.
    sys.setrecursionlimit(20 * MAX_INLINE)
    threading.stack_size(256 << 20)
    with ThreadPoolExecutor(1) as pool:
        sys.exit(pool.submit(main, sys.argv[1:]).result())
