package io.freshet.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The shape of every record; the positions are the order of the components, which a test compares to the schemas. */
final class Shapes {
    private Shapes() {}

    static Shape<Interaction> interaction(Schema schema) {
        return new Shape<>(
                schema,
                it -> row(
                        it.eventId(),
                        it.userId(),
                        it.itemId(),
                        it.type(),
                        it.weight(),
                        it.eventTimeMs(),
                        it.sessionId(),
                        it.recommendationId(),
                        it.context()),
                in -> new Interaction(
                        in.string(0),
                        in.string(1),
                        in.string(2),
                        in.string(3),
                        in.float32(4),
                        in.int64(5),
                        in.optionalString(6),
                        in.optionalString(7),
                        in.stringsByName(8)));
    }

    static Shape<Item> item(Schema schema) {
        return new Shape<>(
                schema,
                it -> row(
                        it.itemId(),
                        it.title(),
                        it.categories(),
                        it.available(),
                        Floats.toBytes(it.content()),
                        it.updatedMs()),
                in -> new Item(
                        in.string(0), in.optionalString(1), in.strings(2), in.truth(3), in.floats(4), in.int64(5)));
    }

    static Shape<RecommendationRequest> recommendationRequest(Schema schema) {
        return new Shape<>(
                schema,
                it -> row(
                        it.requestId(),
                        it.userId(),
                        it.limit(),
                        it.contextItems(),
                        it.candidates(),
                        it.excludes(),
                        it.category(),
                        it.requestTimeMs()),
                in -> new RecommendationRequest(
                        in.string(0),
                        in.string(1),
                        in.int32(2),
                        in.strings(3),
                        in.strings(4),
                        in.strings(5),
                        in.optionalString(6),
                        in.int64(7)));
    }

    static Shape<Recommendations> recommendations(Schema schema) {
        Schema item = schema.getField("items").schema().getElementType();
        return new Shape<>(
                schema,
                it -> row(
                        it.recommendationId(),
                        it.userId(),
                        it.trigger(),
                        it.triggerId(),
                        it.eventTimeMs(),
                        it.modelVersion(),
                        it.reason(),
                        rows(it.items(), each -> recommendedItem(item, each))),
                in -> new Recommendations(
                        in.string(0),
                        in.string(1),
                        in.string(2),
                        in.string(3),
                        in.int64(4),
                        in.string(5),
                        in.optionalString(6),
                        in.nestedList(7, Shapes::recommendedItem)));
    }

    static Shape<ItemState> itemState(Schema schema) {
        Schema version = schema.getField("version").schema();
        Schema coverage = schema.getField("covers").schema().getElementType();
        Schema neighbours = schema.getField("neighbours").schema().getTypes().get(1);
        return new Shape<>(
                schema,
                it -> row(
                        it.rowId(),
                        Shape.toAvro(version, it.version().epoch(), it.version().counter()),
                        Floats.toBytes(it.target()),
                        it.targetAccumulator(),
                        it.bias(),
                        it.biasAccumulator(),
                        Floats.toBytes(it.source()),
                        it.sourceAccumulator(),
                        Floats.toBytes(it.weights()),
                        Floats.toBytes(it.weightAccumulators()),
                        it.count(),
                        rows(it.covers(), each -> coverage(coverage, each)),
                        it.updatedMs(),
                        it.fadedLogs(),
                        it.neighbours() == null ? null : neighbours(neighbours, it.neighbours())),
                in -> new ItemState(
                        in.string(0),
                        new RowVersion(in.nested(1).int64(0), in.nested(1).int64(1)),
                        in.floats(2),
                        in.float32(3),
                        in.float32(4),
                        in.float32(5),
                        in.floats(6),
                        in.float32(7),
                        in.floats(8),
                        in.floats(9),
                        in.int64(10),
                        in.nestedList(11, each -> new Coverage(each.int32(0), each.int64(1), each.int64(2))),
                        in.int64(12),
                        in.doubles(13),
                        in.optionalNested(
                                14, each -> new Neighbours(each.longs(0), each.requiredFloats(1), each.float32(2)))));
    }

    static Shape<Evaluation> evaluation(Schema schema) {
        return new Shape<>(
                schema,
                it -> row(
                        it.eventId(),
                        it.userId(),
                        it.itemId(),
                        it.eventTimeMs(),
                        it.evaluated(),
                        it.knownUser(),
                        it.knownItem(),
                        it.consumedBefore(),
                        it.rank(),
                        it.popularityRank(),
                        it.skewMs(),
                        it.learned(),
                        it.modelVersion()),
                in -> new Evaluation(
                        in.string(0),
                        in.string(1),
                        in.string(2),
                        in.int64(3),
                        in.truth(4),
                        in.truth(5),
                        in.truth(6),
                        in.truth(7),
                        in.int32(8),
                        in.int32(9),
                        in.int64(10),
                        in.truth(11),
                        in.string(12)));
    }

    static Shape<Erasure> erasure(Schema schema) {
        return new Shape<>(
                schema,
                it -> row(it.erasureId(), it.userId(), it.requestedMs()),
                in -> new Erasure(in.string(0), in.string(1), in.int64(2)));
    }

    static Shape<ErasureReceipt> erasureReceipt(Schema schema) {
        return new Shape<>(
                schema,
                it -> row(
                        it.erasureId(), it.userId(), it.erasedMs(), it.erased(), it.remaining(), it.remainingUntilMs()),
                in -> new ErasureReceipt(
                        in.string(0), in.string(1), in.int64(2), in.strings(3), in.strings(4), in.int64(5)));
    }

    static Shape<Control> control(Schema schema) {
        return new Shape<>(
                schema,
                it -> row(it.kind(), it.payload(), it.epoch(), it.updatedMs()),
                in -> new Control(in.string(0), in.string(1), in.int64(2), in.int64(3)));
    }

    static Shape<Impression> impression(Schema schema) {
        return new Shape<>(
                schema,
                it -> row(it.recommendationId(), it.userId(), it.itemIds(), it.shownMs()),
                in -> new Impression(in.string(0), in.string(1), in.strings(2), in.int64(3)));
    }

    private static GenericRecord recommendedItem(Schema schema, RecommendedItem it) {
        return Shape.toAvro(schema, it.itemId(), it.score(), it.sources(), it.propensity(), it.features());
    }

    private static RecommendedItem recommendedItem(Fields in) {
        return new RecommendedItem(in.string(0), in.float32(1), in.strings(2), in.float32(3), in.floatsByName(4));
    }

    private static GenericRecord coverage(Schema schema, Coverage it) {
        return Shape.toAvro(schema, it.learner(), it.incarnation(), it.lastPush());
    }

    private static GenericRecord neighbours(Schema schema, Neighbours it) {
        return Shape.toAvro(schema, Floats.toBytes(it.keys()), Floats.toBytes(it.weights()), it.missing());
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static <T> List<GenericRecord> rows(List<T> records, Function<T, GenericRecord> toAvro) {
        List<GenericRecord> out = new ArrayList<>(records.size());
        for (T record : records) {
            out.add(toAvro.apply(record));
        }
        return out;
    }
}
