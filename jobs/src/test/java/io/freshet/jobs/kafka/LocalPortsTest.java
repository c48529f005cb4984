package io.freshet.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LocalPortsTest {
    @Test
    void portsOfOneCallDifferAndNoOutgoingConnectionIsGivenThem() throws Exception {
        int[] ports = LocalPorts.free(300);
        assertThat(ports).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ports).boxed()).allMatch(port -> port >= LocalPorts.LOWEST && port < LocalPorts.END);
    }

    @Test
    void aPortThatSomebodyListensOnIsNotFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LocalPorts.HOST))) {
            assertThatThrownBy(() -> LocalPorts.requireFree(taken.getLocalPort()))
                    .isInstanceOf(IOException.class);
        }
    }
}
