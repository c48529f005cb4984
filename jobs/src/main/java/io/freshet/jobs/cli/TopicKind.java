package io.freshet.jobs.cli;

import io.freshet.jobs.kafka.Topics;
import io.freshet.schemas.Codec;
import io.freshet.schemas.UndecodableRecordException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A topic by the short name that people type, and how its values become JSON. */
record TopicKind(Function<Topics, String> name, Supplier<ToJson> decoder) {
    private static final Map<String, TopicKind> ALL = Map.ofEntries(
            kind("interactions", Topics::interactions, Codec::interaction),
            kind("items", Topics::items, Codec::item),
            kind("requests", Topics::requests, Codec::recommendationRequest),
            kind("recommendations", Topics::recommendations, Codec::recommendations),
            kind("item-state", Topics::itemState, Codec::itemState),
            kind("evaluations", Topics::evaluations, Codec::evaluation),
            kind("erasure", Topics::erasure, Codec::erasure),
            kind("erasure-receipts", Topics::erasureReceipts, Codec::erasureReceipt),
            kind("control", Topics::control, Codec::control),
            kind("impressions", Topics::impressions, Codec::impression));

    /** From a record's value to JSON; not thread safe. */
    interface ToJson {
        String of(byte[] value) throws UndecodableRecordException;
    }

    /** Null if there is no such topic. */
    static @Nullable TopicKind named(String name) {
        return ALL.get(name);
    }

    static String names() {
        return ALL.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    private static <T> Map.Entry<String, TopicKind> kind(
            String name, Function<Topics, String> topic, Supplier<Codec<T>> codec) {
        return Map.entry(name, new TopicKind(topic, () -> decoder(codec.get())));
    }

    private static <T> ToJson decoder(Codec<T> codec) {
        return value -> codec.toJson(codec.decode(value));
    }
}
