package io.freshet.schemas;

import java.io.IOException;
import org.apache.avro.Schema;

/** The shape of every record; the positions are the order of the components, which a test compares to the schemas. */
final class Shapes {
    private Shapes() {}

    static Shape<Interaction> interaction(Schema schema) {
        return new Shape<>(
                schema,
                (it, out) -> out.string(it.eventId())
                        .string(it.userId())
                        .string(it.itemId())
                        .string(it.type())
                        .float32(it.weight())
                        .int64(it.eventTimeMs())
                        .optionalString(it.sessionId())
                        .optionalString(it.recommendationId())
                        .stringsByName(it.context()),
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
                (it, out) -> out.string(it.itemId())
                        .optionalString(it.title())
                        .strings(it.categories())
                        .truth(it.available())
                        .floats(it.content())
                        .int64(it.updatedMs()),
                in -> new Item(
                        in.string(0), in.optionalString(1), in.strings(2), in.truth(3), in.floats(4), in.int64(5)));
    }

    static Shape<RecommendationRequest> recommendationRequest(Schema schema) {
        return new Shape<>(
                schema,
                (it, out) -> out.string(it.requestId())
                        .string(it.userId())
                        .int32(it.limit())
                        .strings(it.contextItems())
                        .strings(it.candidates())
                        .strings(it.excludes())
                        .optionalString(it.category())
                        .int64(it.requestTimeMs()),
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
        return new Shape<>(
                schema,
                (it, out) -> out.string(it.recommendationId())
                        .string(it.userId())
                        .string(it.trigger())
                        .string(it.triggerId())
                        .int64(it.eventTimeMs())
                        .string(it.modelVersion())
                        .optionalString(it.reason())
                        .list(it.items(), Shapes::recommendedItem),
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
        return new Shape<>(
                schema,
                (it, out) -> out.string(it.rowId())
                        .nested(it.version(), Shapes::version)
                        .floats(it.target())
                        .float32(it.targetAccumulator())
                        .float32(it.bias())
                        .float32(it.biasAccumulator())
                        .floats(it.source())
                        .float32(it.sourceAccumulator())
                        .floats(it.weights())
                        .floats(it.weightAccumulators())
                        .int64(it.count())
                        .list(it.covers(), Shapes::coverage)
                        .int64(it.updatedMs())
                        .doubles(it.fadedLogs())
                        .optionalNested(it.neighbours(), Shapes::neighbours)
                        .optionalVarints(it.features()),
                in -> new ItemState(
                        in.string(0),
                        in.nested(1, each -> new RowVersion(each.int64(0), each.int64(1))),
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
                                14, each -> new Neighbours(each.longs(0), each.requiredFloats(1), each.float32(2))),
                        in.optionalVarints(15)));
    }

    static Shape<Evaluation> evaluation(Schema schema) {
        return new Shape<>(
                schema,
                (it, out) -> out.string(it.eventId())
                        .string(it.userId())
                        .string(it.itemId())
                        .int64(it.eventTimeMs())
                        .truth(it.evaluated())
                        .truth(it.knownUser())
                        .truth(it.knownItem())
                        .truth(it.consumedBefore())
                        .int32(it.rank())
                        .int32(it.popularityRank())
                        .int64(it.skewMs())
                        .truth(it.learned())
                        .string(it.modelVersion()),
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
                (it, out) -> out.string(it.erasureId()).string(it.userId()).int64(it.requestedMs()),
                in -> new Erasure(in.string(0), in.string(1), in.int64(2)));
    }

    static Shape<ErasureReceipt> erasureReceipt(Schema schema) {
        return new Shape<>(
                schema,
                (it, out) -> out.string(it.erasureId())
                        .string(it.userId())
                        .int64(it.erasedMs())
                        .strings(it.erased())
                        .strings(it.remaining())
                        .int64(it.remainingUntilMs()),
                in -> new ErasureReceipt(
                        in.string(0), in.string(1), in.int64(2), in.strings(3), in.strings(4), in.int64(5)));
    }

    static Shape<Control> control(Schema schema) {
        return new Shape<>(
                schema,
                (it, out) -> out.string(it.kind())
                        .string(it.payload())
                        .int64(it.epoch())
                        .int64(it.updatedMs()),
                in -> new Control(in.string(0), in.string(1), in.int64(2), in.int64(3)));
    }

    static Shape<Impression> impression(Schema schema) {
        return new Shape<>(
                schema,
                (it, out) -> out.string(it.recommendationId())
                        .string(it.userId())
                        .strings(it.itemIds())
                        .int64(it.shownMs()),
                in -> new Impression(in.string(0), in.string(1), in.strings(2), in.int64(3)));
    }

    private static void recommendedItem(RecommendedItem it, FieldWriter out) throws IOException {
        out.string(it.itemId())
                .float32(it.score())
                .strings(it.sources())
                .float32(it.propensity())
                .floatsByName(it.features());
    }

    private static RecommendedItem recommendedItem(Fields in) {
        return new RecommendedItem(in.string(0), in.float32(1), in.strings(2), in.float32(3), in.floatsByName(4));
    }

    private static void version(RowVersion it, FieldWriter out) throws IOException {
        out.int64(it.epoch()).int64(it.counter());
    }

    private static void coverage(Coverage it, FieldWriter out) throws IOException {
        out.int32(it.learner()).int64(it.incarnation()).int64(it.lastPush());
    }

    private static void neighbours(Neighbours it, FieldWriter out) throws IOException {
        out.longs(it.keys()).requiredFloats(it.weights()).float32(it.missing());
    }
}
