import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each([
  "1.1.1.1",
  "93.184.216.34",
  "172.32.0.1",
  "100.128.0.1",
  "169.253.255.255",
  "2606:4700:4700::1111",
  "2001:4860:4860::8888",
])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ["this host", "0.0.0.0", "0.1.2.3"],
  ["loopback", "127.0.0.1", "127.255.255.254", "::1"],
  ["private", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ["link-local", "169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0"],
  ["shared by carriers", "100.64.0.1", "100.127.255.255"],
  ["for protocols", "192.0.0.8", "192.88.99.1", "192.175.48.1", "192.31.196.1", "192.52.193.1"],
  ["documentation", "192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
  ["benchmarking", "198.18.0.1", "198.19.255.255", "2001:2::1"],
  ["multicast", "224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
  ["reserved", "240.0.0.1", "255.255.255.255", "4000::1", "5f00::1", "::", "100::1"],
  ["unique local", "fc00::1", "fd12:3456:789a::1"],
  ["site-local", "fec0::1"],
  ["IPv4 mapped into IPv6", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::ffff:8.8.8.8"],
  ["IPv4-compatible", "::127.0.0.1", "::10.0.0.1", "::1.1.1.1"],
  ["translated (SIIT, NAT64)", "::ffff:0:7f00:1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1"],
  ["6to4", "2002:7f00:1::1", "2002:0a00:0001::1"],
  ["Teredo", "2001::7f00:1", "2001:0:4136:e378:8000:63bf:80ff:fffe"],
  ["ISATAP", "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1"],
  ["a cloud's own", "168.63.129.16", "::ffff:168.63.129.16"],
  ["no address", "", "localhost", "1.2.3", "127.1", "0x7f000001", "2130706433", "017700000001", "1.1.1.1/8"],
])("%s addresses are not public", (_, ...addresses) => {
  for (const address of addresses) expect(isPublicAddress(address), address).toBe(false);
});
