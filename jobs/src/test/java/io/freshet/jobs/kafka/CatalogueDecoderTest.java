package io.freshet.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.ItemFacts;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueDecoderTest {
    private static final byte[] ITEM =
            Codec.item().encode(new Item("a", "A", List.of("shoes", "red"), false, null, 1_600_000_000_000L));

    private final CatalogueDecoder decoder = new CatalogueDecoder();

    @Test
    void aRecordSaysWhatIsKnownOfAnItemAndATombstoneThatItIsGone() {
        assertThat(decoded("a", ITEM))
                .isEqualTo(new Inbound.OfItem(new CatalogueChange("a", new ItemFacts(false, List.of("red", "shoes")))));
        assertThat(decoded("a", null)).isEqualTo(new Inbound.OfItem(new CatalogueChange("a", ItemFacts.GONE)));
    }

    @Test
    void theContentVectorComesWithIt() {
        byte[] item = Codec.item().encode(new Item("a", null, List.of(), true, new float[] {0.5f, -1f}, 7));
        assertThat(decoded("a", item))
                .isEqualTo(new Inbound.OfItem(new CatalogueChange("a", ItemFacts.USUAL, new float[] {0.5f, -1f})));
    }

    @Test
    void whatCompactionWouldNotKeepRightIsRejected() {
        assertThat(rejection(null, ITEM)).startsWith("INVALID: the record has no key");
        assertThat(rejection(null, null)).startsWith("INVALID: the record has no key");
        assertThat(rejection("b", ITEM)).startsWith("INVALID: the key is 'b', but the itemId is 'a'");
    }

    @Test
    void whatIsNoItemIsRejected() {
        assertThat(rejection("a", new byte[] {1})).startsWith("NOT_AVRO: Item");
    }

    private String rejection(@Nullable String key, byte @Nullable [] value) {
        Inbound inbound = decoded(key, value);
        assertThat(inbound).isInstanceOf(Inbound.Rejected.class);
        return ((Inbound.Rejected) inbound).letter().message();
    }

    private Inbound decoded(@Nullable String key, byte @Nullable [] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return decoder.decode(new ConsumerRecord<>("items", 0, 7, keyBytes, value));
    }
}
