//! Addresses: the octets of IP addresses, and structs for sockets.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddrV4, SocketAddrV6};

use super::*;

through! {
    impl[] Ipv4Addr as [u8; 4];
    |address| Ok(address.octets());
    |octets| Ok(octets.into());
}

through! {
    impl[] Ipv6Addr as [u8; 16];
    |address| Ok(address.octets());
    |octets| Ok(octets.into());
}

structure! {
    struct SocketV4 as "SocketAddrV4" { ip: Ipv4Addr, port: u16 }
}

through! {
    impl[] SocketAddrV4 as SocketV4;
    |address| Ok(SocketV4 { ip: *address.ip(), port: address.port() });
    |parts| Ok(SocketAddrV4::new(parts.ip, parts.port));
}

structure! {
    struct SocketV6 as "SocketAddrV6" { ip: Ipv6Addr, port: u16, flowinfo: u32, scope_id: u32 }
}

through! {
    impl[] SocketAddrV6 as SocketV6;
    |address| Ok(SocketV6 {
        ip: *address.ip(),
        port: address.port(),
        flowinfo: address.flowinfo(),
        scope_id: address.scope_id(),
    });
    |parts| Ok(SocketAddrV6::new(parts.ip, parts.port, parts.flowinfo, parts.scope_id));
}
