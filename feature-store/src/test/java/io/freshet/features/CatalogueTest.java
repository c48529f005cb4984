package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueTest {
    private final Catalogue catalogue = new Catalogue();

    @Test
    void anItemOfWhichNothingIsSaidIsOfferedInNoCategory() {
        assertThat(catalogue.offers(7, null)).isTrue();
        assertThat(catalogue.offers(7, "shoes")).isFalse();
        assertThat(catalogue.offersEverything()).isTrue();
    }

    @Test
    void theNewestFactsCount() {
        catalogue.put(7, new ItemFacts(false, List.of("shoes")));
        assertThat(catalogue.offers(7, null)).isFalse();
        assertThat(catalogue.offers(7, "shoes")).isFalse();
        assertThat(catalogue.unavailable()).isEqualTo(1);

        catalogue.put(7, new ItemFacts(true, List.of("shoes", "red")));
        assertThat(catalogue.offers(7, "shoes")).isTrue();
        assertThat(catalogue.offers(7, "red")).isTrue();
        assertThat(catalogue.offers(7, "blue")).isFalse();
        assertThat(catalogue.offersEverything()).isTrue();

        catalogue.put(7, ItemFacts.GONE);
        assertThat(catalogue.offers(7, null)).isFalse();

        catalogue.put(7, ItemFacts.USUAL);
        assertThat(catalogue.offers(7, null)).isTrue();
        assertThat(catalogue.size()).isZero();
    }

    @Test
    void factsThatNobodyHasAnyMoreAreNotHeld() {
        for (int n = 0; n < 1000; n++) {
            catalogue.put(n % 3, new ItemFacts(true, List.of("tag" + n)));
        }

        assertThat(catalogue.size()).isEqualTo(3);
        assertThat(catalogue.distinct()).isEqualTo(3);
    }

    @Test
    void categoriesAreASet() {
        assertThat(new ItemFacts(true, List.of("b", "a", "b"))).isEqualTo(new ItemFacts(true, List.of("a", "b")));
    }

    /** Beside a map that holds the facts of every item. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void saysTheSameAsAMapAndComesBackFromItsBytes(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Long, ItemFacts> map = new HashMap<>();
        for (int n = 0; n < 5000; n++) {
            long key = random.nextInt(300);
            ItemFacts facts = random.nextInt(3) == 0 ? ItemFacts.USUAL : facts(random);
            catalogue.put(key, facts);
            map.put(key, facts);
        }
        Catalogue read = new Catalogue();
        for (byte[] chunk : chunks(catalogue)) {
            CatalogueSnapshot.read(chunk, read);
        }

        for (Catalogue each : List.of(catalogue, read)) {
            for (long key = 0; key < 300; key++) {
                assertThat(each.facts(key)).isEqualTo(map.getOrDefault(key, ItemFacts.USUAL));
            }
            assertThat(each.unavailable()).isEqualTo((int)
                    map.values().stream().filter(facts -> !facts.available()).count());
        }
        assertThat(chunks(read)).containsExactlyElementsOf(chunks(catalogue));
    }

    @Test
    void aLargeOneHasSeveralChunks() throws IOException {
        for (int n = 0; n < 120_000; n++) {
            catalogue.put(n, n % 2 == 0 ? ItemFacts.GONE : new ItemFacts(true, List.of("odd")));
        }
        List<byte[]> chunks = chunks(catalogue);
        assertThat(chunks).hasSize(3);

        Catalogue read = new Catalogue();
        for (int n = 2; n >= 0; n--) {
            CatalogueSnapshot.read(chunks.get(n), read);
        }
        assertThat(read.size()).isEqualTo(120_000);
        assertThat(read.unavailable()).isEqualTo(60_000);
    }

    @Test
    void anEmptyOneIsAChunkToo() throws IOException {
        List<byte[]> chunks = chunks(catalogue);
        assertThat(chunks).hasSize(1);
        CatalogueSnapshot.read(chunks.get(0), catalogue);
        assertThat(catalogue.size()).isZero();
    }

    @Test
    void writesAndReadsTheGoldenBytes() throws IOException {
        catalogue.put(-1, ItemFacts.GONE);
        catalogue.put(5, new ItemFacts(true, List.of("a", "caf\u00e9")));
        catalogue.put(1L << 40, ItemFacts.GONE);
        byte[] golden = Golden.bytes("CatalogueChunk");
        assertThat(chunks(catalogue)).containsExactly(golden);

        Catalogue read = new Catalogue();
        CatalogueSnapshot.read(golden, read);
        assertThat(chunks(read)).containsExactly(golden);
    }

    @Test
    void contentsAreChunksOfTheirOwn() throws IOException {
        assertThat(catalogue.contents().put(-7, "caf\u00e9", new float[] {1.5f, -0.25f}))
                .isTrue();
        List<byte[]> chunks = chunks(catalogue);
        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(1)).isEqualTo(Golden.bytes("CatalogueContents"));

        Catalogue read = new Catalogue();
        for (byte[] chunk : chunks) {
            CatalogueSnapshot.read(chunk, read);
        }
        assertThat(chunks(read)).containsExactlyElementsOf(chunks);
    }

    @Test
    void manyContentsAreManyChunksOfAMegabyte() throws IOException {
        for (int n = 0; n < 300; n++) {
            catalogue.contents().put(n, "i" + n, new float[4096]);
        }
        List<byte[]> chunks = chunks(catalogue);
        assertThat(chunks).hasSizeGreaterThan(4).allMatch(chunk -> chunk.length < 2 << 20);
        Catalogue read = new Catalogue();
        for (byte[] chunk : chunks) {
            CatalogueSnapshot.read(chunk, read);
        }
        assertThat(read.contents().size()).isEqualTo(300);
    }

    @Test
    void aVectorOfAnotherLengthIsLeftOutAndTakesTheOlderOneAway() {
        ItemContents contents = catalogue.contents();
        assertThat(contents.put(1, "a", new float[3])).isTrue();
        assertThat(contents.put(2, "b", new float[3])).isTrue();
        assertThat(contents.put(1, "a", new float[4])).isFalse();
        assertThat(contents.refused()).isOne();
        assertThat(contents.size()).isOne();
        assertThat(contents.put(2, "b", null)).as("it has none any more").isTrue();
        assertThat(contents.size()).isZero();
        assertThat(contents.put(1, "a", new float[4]))
                .as("the first decides for good")
                .isFalse();
        assertThat(new ItemContents().put(1, "a", new float[4097]))
                .as("too long")
                .isFalse();
    }

    @Test
    void aChunkOfTheFirstVersionIsReadAndHasNoContents() throws IOException {
        CatalogueSnapshot.read(Golden.bytes("CatalogueChunk-1"), catalogue);
        assertThat(catalogue.size()).isEqualTo(3);
        assertThat(catalogue.contents().size()).isZero();
        assertThat(chunks(catalogue)).containsExactly(Golden.bytes("CatalogueChunk"));
    }

    @Test
    void damagedBytesAreRefused() throws IOException {
        byte[] golden = Golden.bytes("CatalogueChunk");
        for (int length = 0; length < golden.length; length++) {
            byte[] shorter = Arrays.copyOf(golden, length);
            assertThatThrownBy(() -> CatalogueSnapshot.read(shorter, new Catalogue()))
                    .isInstanceOf(EOFException.class);
        }
        byte[] newer = golden.clone();
        newer[0]++;
        assertThatThrownBy(() -> CatalogueSnapshot.read(newer, new Catalogue()))
                .hasMessageContaining("a chunk of a catalogue has format version 3, but this program reads 1 to 2");
        byte[] otherPlace = golden.clone();
        otherPlace[golden.length - 1 - Integer.BYTES] = 9;
        assertThatThrownBy(() -> CatalogueSnapshot.read(otherPlace, new Catalogue()))
                .hasMessage("a chunk of a catalogue names facts 9 of 2: the data is damaged");
    }

    private static ItemFacts facts(SplittableRandom random) {
        List<String> categories = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            categories.add("c" + random.nextInt(4));
        }
        return new ItemFacts(random.nextBoolean(), categories);
    }

    private static List<byte[]> chunks(Catalogue catalogue) {
        List<byte[]> chunks = new ArrayList<>();
        CatalogueSnapshot.write(catalogue, chunks::add);
        return chunks;
    }
}
