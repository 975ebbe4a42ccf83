"""Operations on sixteen neighbouring numbers at once.

A loop of few turns is compiled to one number at a time; these are an instruction or a few each,
whatever the processor. The arrays are (numbers,) int16, one behind the other in memory; nothing
checks that the sixteen lie within them.
"""

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

LANES = 16
_BITS = ir.IntType(LANES)
_SHORT = ir.IntType(16)
_INDEX = ir.IntType(32)
_VECTOR = ir.VectorType(_SHORT, LANES)
_AT = types.uint64
_COUNT = types.int64


def _operation(function: Any) -> Any:
    """What compiled code calls by the name of ``function``, which writes its instructions."""
    return intrinsic(function)


def _point(context: Any, builder: Any, kind: Any, array: Any, at: Any) -> Any:
    """Where sixteen numbers begin."""
    data = context.make_array(kind)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [at]), _VECTOR.as_pointer())


def _load(builder: Any, place: Any) -> Any:
    return builder.load(place, align=2)


def _fill(builder: Any, number: Any) -> Any:
    """Sixteen times the same number."""
    nothing = ir.Constant(_VECTOR, ir.Undefined)
    one = builder.insert_element(nothing, number, ir.Constant(_INDEX, 0))
    first = ir.Constant(ir.VectorType(_INDEX, LANES), [0] * LANES)
    return builder.shuffle_vector(one, nothing, first)


def _lesser(builder: Any, one: Any, other: Any) -> Any:
    return builder.select(builder.icmp_signed("<", one, other), one, other)


@_operation
def lower(_, to, at, other, there, more):
    """``to[at + i] = min(to[at + i], other[there + i] + more)`` for sixteen i."""

    def generate(context, builder, signature, values):
        to, at, other, there, more = values
        place = _point(context, builder, signature.args[0], to, at)
        source = _point(context, builder, signature.args[2], other, there)
        new = builder.add(_load(builder, source), _fill(builder, more))
        builder.store(_lesser(builder, new, _load(builder, place)), place, align=2)
        return context.get_dummy_value()

    return types.void(to, _AT, other, _AT, types.int16), generate


@_operation
def lower_some(_, to, at, other, there, more, count):
    """``to[at + i] = min(to[at + i], more + the lesser of other[there + i] and the one after it)``.

    For the first ``count`` of sixteen i.
    """

    def generate(context, builder, signature, values):
        to, at, other, there, more, count = values
        place = _point(context, builder, signature.args[0], to, at)
        source = _point(context, builder, signature.args[2], other, there)
        there = builder.add(there, ir.Constant(there.type, 1))
        following = _point(context, builder, signature.args[2], other, there)
        rest = _lesser(builder, _load(builder, source), _load(builder, following))
        old = _load(builder, place)
        new = _lesser(builder, builder.add(rest, _fill(builder, more)), old)
        lane = ir.Constant(_VECTOR, list(range(LANES)))
        first = builder.icmp_signed("<", lane, _fill(builder, builder.trunc(count, _SHORT)))
        builder.store(builder.select(first, new, old), place, align=2)
        return context.get_dummy_value()

    return types.void(to, _AT, other, _AT, types.int16, _COUNT), generate


@_operation
def copy(_, to, at, other, there):
    """``to[at + i] = other[there + i]`` for sixteen i."""

    def generate(context, builder, signature, values):
        to, at, other, there = values
        place = _point(context, builder, signature.args[0], to, at)
        source = _point(context, builder, signature.args[2], other, there)
        builder.store(_load(builder, source), place, align=2)
        return context.get_dummy_value()

    return types.void(to, _AT, other, _AT), generate


@_operation
def below(_, array, at, limit):
    """Bit i is set where ``array[at + i] < limit``, for sixteen i."""

    def generate(context, builder, signature, values):
        array, at, limit = values
        numbers = _load(builder, _point(context, builder, signature.args[0], array, at))
        less = builder.icmp_signed("<", numbers, _fill(builder, limit))
        return builder.zext(builder.bitcast(less, _BITS), ir.IntType(64))

    return _COUNT(array, _AT, types.int16), generate


@_operation
def forget(_, array, at, other, there, limit, never):
    """``array[at + i] = never`` where ``array[at + i] + other[there + i] >= limit``, for sixteen i.

    Bit i of the answer is set where that is not so.
    """

    def generate(context, builder, signature, values):
        array, at, other, there, limit, never = values
        place = _point(context, builder, signature.args[0], array, at)
        added = _load(builder, _point(context, builder, signature.args[2], other, there))
        numbers = _load(builder, place)
        less = builder.icmp_signed("<", builder.add(numbers, added), _fill(builder, limit))
        builder.store(builder.select(less, numbers, _fill(builder, never)), place, align=2)
        return builder.zext(builder.bitcast(less, _BITS), ir.IntType(64))

    return _COUNT(array, _AT, other, _AT, types.int16, types.int16), generate


@_operation
def least_of(_, array, at):
    """The least of sixteen numbers."""

    def generate(context, builder, signature, values):
        array, at = values
        numbers = _load(builder, _point(context, builder, signature.args[0], array, at))
        name = f"llvm.vector.reduce.smin.v{LANES}i16"
        kind = ir.FunctionType(_SHORT, [_VECTOR])
        reduce = builder.module.globals.get(name) or ir.Function(builder.module, kind, name)
        return builder.call(reduce, [numbers])

    return types.int16(array, _AT), generate


@_operation
def first_bit(_, bits):
    """The number of the lowest bit that is set; one is."""

    def generate(context, builder, signature, values):
        return builder.cttz(values[0], ir.Constant(ir.IntType(1), 1))

    return _COUNT(types.int64), generate


@_operation
def past_bit(_, bits):
    """One more than the number of the highest bit that is set; one is."""

    def generate(context, builder, signature, values):
        zeros = builder.ctlz(values[0], ir.Constant(ir.IntType(1), 1))
        return builder.sub(ir.Constant(ir.IntType(64), 64), zeros)

    return _COUNT(types.int64), generate
