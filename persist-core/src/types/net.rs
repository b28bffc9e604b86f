//! Addresses: the octets of IP addresses, and structs for sockets.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddrV4, SocketAddrV6};

use super::foreign::{structure, through};
use crate::schema::{Field, Named};

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

struct SocketV4 {
    ip: Ipv4Addr,
    port: u16,
}

structure! {
    impl[] SocketV4, |builder| builder.structure(
        SocketV4::describe, &Named::new("SocketAddrV4", 1), &[Field::of::<Ipv4Addr>("ip"), Field::of::<u16>("port")],
    );
    {
        ip: Ipv4Addr = "ip";
        port: u16 = "port";
    }
    (ip, port) => SocketV4 { ip, port }
}

through! {
    impl[] SocketAddrV4 as SocketV4;
    |address| Ok(SocketV4 { ip: *address.ip(), port: address.port() });
    |parts| Ok(SocketAddrV4::new(parts.ip, parts.port));
}

struct SocketV6 {
    ip: Ipv6Addr,
    port: u16,
    flowinfo: u32,
    scope_id: u32,
}

structure! {
    impl[] SocketV6, |builder| builder.structure(
        SocketV6::describe, &Named::new("SocketAddrV6", 1), &[
            Field::of::<Ipv6Addr>("ip"),
            Field::of::<u16>("port"),
            Field::of::<u32>("flowinfo"),
            Field::of::<u32>("scope_id"),
        ],
    );
    {
        ip: Ipv6Addr = "ip";
        port: u16 = "port";
        flowinfo: u32 = "flowinfo";
        scope_id: u32 = "scope_id";
    }
    (ip, port, flowinfo, scope_id) => SocketV6 { ip, port, flowinfo, scope_id }
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
